import { KubectlMissing, type Kubectl, type KubectlAnswer } from './kubectl';

/** The cluster that is meant. */
export interface Cluster {
  /** The context of the kubeconfig; empty where the credentials are those of the pod that this runs in. */
  readonly context: string;
  /** The address of the API server. */
  readonly server: string;
  /** The version of the API server, as `v1.27.4`. */
  readonly version: string;
}

/** How long an API server may take to say its version. */
const patience = '5s';

/** How long kubectl may take to say what it knows, in seconds: it may have to start a program that gives it credentials. */
const limit = 60;

/**
 * Finds the cluster that `kubectl` would use, and whether it answers.
 *
 * @param environment where a pod finds the API server of its own cluster
 * @throws an error that says what was tried and what to do, where there is no kubectl, no context or no answer
 */
export async function findCluster(kubectl: Kubectl, environment: NodeJS.ProcessEnv): Promise<Cluster> {
  const place = await findContext(kubectl, environment);
  const words = ['version', '--output=json', `--request-timeout=${patience}`];
  const answer = await kubectl({ words, limit });
  const version = readVersion(answer);
  if (version === undefined) {
    throw new Error(
      problem(
        `no cluster answers: ${describeContext(place)}`,
        words,
        answer,
        `start the cluster, or choose another with --context or --kubeconfig ('kubectl config get-contexts' lists them)`,
      ),
    );
  }
  return { ...place, version };
}

/** The context and the server, for a first line and for messages. */
export function describeContext({ context, server }: Pick<Cluster, 'context' | 'server'>): string {
  return context === '' ? `the cluster of this pod, server ${server}` : `context ${context}, server ${server}`;
}

async function findContext(kubectl: Kubectl, environment: NodeJS.ProcessEnv): Promise<Omit<Cluster, 'version'>> {
  const words = ['config', 'view', '--minify', '--output=json'];
  let answer: KubectlAnswer;
  try {
    answer = await kubectl({ words, limit });
  } catch (error) {
    if (error instanceof KubectlMissing) {
      throw new Error(
        `${error.message}\n  fix: install kubectl, within one minor version of the cluster, and put it on the PATH`,
        { cause: error },
      );
    }
    throw error;
  }
  const found = answer.code === 0 ? readContext(answer.stdout) : undefined;
  if (found !== undefined) {
    return found;
  }
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = environment;
  if (host !== undefined && host !== '' && /current-context/.test(answer.stderr)) {
    return { context: '', server: `https://${host.includes(':') ? `[${host}]` : host}:${port}` };
  }
  if (/error loading config file|^error: stat /m.test(answer.stderr)) {
    throw new Error(
      problem('the kubeconfig cannot be read', words, answer, 'correct it, or name another with --kubeconfig'),
    );
  }
  throw new Error(
    problem(
      'no context of a kubeconfig says which cluster is meant',
      words,
      answer,
      `name one with --context, choose one with 'kubectl config use-context', or name a file with --kubeconfig or KUBECONFIG`,
    ),
  );
}

function problem(what: string, words: readonly string[], answer: KubectlAnswer, fix: string): string {
  const said = answer.stderr.trim().split('\n').pop() ?? '';
  return [
    what,
    `  tried: kubectl ${words.join(' ')}`,
    ...(said === '' ? [] : [`  kubectl says: ${said}`]),
    `  fix: ${fix}`,
  ].join('\n');
}

interface Config {
  readonly 'current-context'?: string;
  readonly contexts?: readonly { readonly name?: string }[] | null;
  readonly clusters?: readonly { readonly cluster?: { readonly server?: string } }[] | null;
}

function readContext(text: string): Omit<Cluster, 'version'> | undefined {
  const config = readJson(text) as Config | undefined;
  const context = config?.['current-context'] ?? '';
  const server = config?.clusters?.[0]?.cluster?.server ?? '';
  return context === '' || server === '' ? undefined : { context, server };
}

function readVersion({ stdout }: KubectlAnswer): string | undefined {
  const answer = readJson(stdout) as { readonly serverVersion?: { readonly gitVersion?: string } } | undefined;
  return answer?.serverVersion?.gitVersion;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // kubectl printed no answer; the caller says what it printed instead
  }
}
