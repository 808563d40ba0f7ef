import { execFileSync } from 'node:child_process';
import type * as Yaml from 'yaml';

/** What a Helm chart says of itself, and what it makes of some values. */
export interface HelmRendering {
  /** What its Chart.yaml says. */
  readonly chart: unknown;
  /** Its values with what they are by default. */
  readonly defaults: unknown;
  /** The manifests. */
  readonly manifests: readonly unknown[];
}

/** What helm is to do. */
export interface HelmRequest {
  /** Name or path of the command. */
  readonly command: string;
  /** Path of the chart: a folder or a package. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  readonly kubernetes: string;
  readonly values: unknown;
  readonly includeCrds: boolean;
}

/** Larger than any chart's manifests. */
const maxBuffer = 256 * 1024 * 1024;

/** A chart that takes longer waits for something that is not there. */
const timeout = 60_000;

/**
 * Renders a Helm chart that is on this machine. Nothing is fetched, and no cluster is asked.
 *
 * @throws Error whose message a person can act on
 */
export function renderHelmChart(request: HelmRequest): HelmRendering {
  const [chart] = parseAll(helm(request, ['show', 'chart', request.chart]));
  const [defaults] = parseAll(helm(request, ['show', 'values', request.chart]));
  const words = [
    'template',
    request.release,
    request.chart,
    '--namespace',
    request.namespace,
    '--kube-version',
    request.kubernetes,
    '--values',
    '-',
    ...(request.includeCrds ? ['--include-crds'] : []),
  ];
  const input = JSON.stringify(request.values);
  const text = helm(request, words, input);
  if (helm(request, words, input) !== text) {
    throw new Error(
      'makes something else each time, such as a password or a certificate: give the value that it makes up by itself, as its documentation says',
    );
  }
  return { chart, defaults, manifests: parseAll(text).filter((manifest) => manifest !== null) };
}

function helm({ command }: HelmRequest, words: readonly string[], input = ''): string {
  try {
    return execFileSync(command, words, {
      input,
      encoding: 'utf8',
      maxBuffer,
      timeout,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') {
      throw new Error(
        `needs the command '${command}', which is not installed: see https://helm.sh/docs/intro/install/, or give the path of one as 'helm'`,
        { cause: error },
      );
    }
    if (code === 'ETIMEDOUT') {
      throw new Error(`took helm longer than ${timeout / 1000} s`, { cause: error });
    }
    const said = (stderr ?? (error as Error).message).trim().replace(/^Error: /, '');
    throw new Error(`is refused by helm: ${said}`, { cause: error });
  }
}

function parseAll(text: string): readonly unknown[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most apps render no Helm chart
  const { parseAllDocuments } = require('yaml') as typeof Yaml;
  return [...parseAllDocuments(text)].map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`yields YAML that cannot be read: ${error.message.split('\n')[0] ?? ''}`);
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  });
}
