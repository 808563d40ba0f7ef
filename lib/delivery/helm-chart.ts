import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { refuse } from '../core/errors';
import { apiObject, dnsLabel, flag, oneOf, pattern, text } from '../core/fields';
import { Manifest } from '../core/manifest';
import { nearest } from '../core/text/nearest';
import { namespaceOf } from '../core/object-props';
import { checkProps, isPlainObject, required, type Shape } from '../core/shape';
import { helmChartVersion, helmReleaseName } from './helm-chart-version';
import { renderHelmChart, type HelmRendering } from './helm-command';

/** What becomes of the hooks of a Helm chart: objects that Helm applies at a certain moment, and `kubectl apply` with all others. */
export enum HelmHooks {
  /** They are objects like all others. */
  AS_OBJECTS = 'as-objects',
  /** They are left out. */
  LEAVE_OUT = 'leave-out',
}

/** What a HelmChart can say. */
export interface HelmChartProps {
  /** Path of the chart in the project: a folder, or a package as `helm pull` fetches it, such as `charts/traefik-39.0.1.tgz`. */
  readonly chart: string;
  /** Exact version of the chart, which its Chart.yaml must have, such as `39.0.1`. */
  readonly version: string;
  /** Name of the release, from which charts make names of objects. @default - the id */
  readonly release?: string;
  /** Namespace of the release, and of the objects that name none. @default - the chart's namespace; 'default' where there is none */
  readonly namespace?: string;
  /** Values, over those that the chart has by default. @default - none */
  readonly values?: { readonly [name: string]: unknown };
  /** Whether values count that the chart's own values.yaml does not list; Helm takes any, misspelt ones too. @default false */
  readonly unlistedValues?: boolean;
  /** Version of Kubernetes that the chart is told of, such as `1.27`. @default '1.27' */
  readonly kubernetes?: string;
  /** Whether the custom resource definitions in the chart's folder `crds` are among the objects. @default false */
  readonly includeCrds?: boolean;
  /** What becomes of its hooks. @default - a chart with hooks is refused; its tests are always left out */
  readonly hooks?: HelmHooks;
  /** Name or path of Helm's command. @default 'helm' */
  readonly helm?: string;
}

const helmChartProps: Shape<HelmChartProps> = {
  chart: required(text),
  version: required(helmChartVersion),
  release: helmReleaseName,
  namespace: dnsLabel,
  values: apiObject,
  unlistedValues: flag,
  kubernetes: pattern(/^1\.\d{1,3}(\.\d{1,3})?$/, 16, 'a version of Kubernetes, such as "1.27"'),
  includeCrds: flag,
  hooks: oneOf(Object.values(HelmHooks)),
  helm: text,
};

type Plain = Readonly<Record<string, unknown>>;

/**
 * The objects that a Helm chart makes, as plain manifests: inspected, compared and applied like all others.
 *
 * The chart lies in the project, with its exact version: a synthesis fetches nothing, and makes the same bytes tomorrow.
 * It needs Helm's command. To have the cluster render a chart instead, see ArgoCdApplication and FluxHelmRelease.
 *
 * @see https://helm.sh/docs/helm/helm_template/
 */
export class HelmChart extends ChartConstruct {
  /** The objects, in Helm's order. */
  readonly objects: readonly Manifest[];

  /** @throws DrydockError that names every prop that is not sound, or says why the chart cannot be rendered */
  constructor(scope: Construct, id: string, props: HelmChartProps) {
    super(scope, id);
    checkProps(this, props, helmChartProps);
    const namespace = namespaceOf(this, props);
    const rendered = this.render(props, namespace);
    this.checkVersion(props, rendered);
    if (props.unlistedValues !== true) this.checkValues(props.values ?? {}, rendered);
    this.objects = this.withoutHooks(props, rendered).map((manifest) => this.define(manifest, namespace));
  }

  /**
   * One of the objects.
   *
   * @param kind its kind, such as `Deployment`.
   * @param name its name.
   * @throws DrydockError when there is none
   */
  object(kind: string, name: string): Manifest {
    const found = this.objects.find((each) => each.kind === kind && each.name === name);
    if (found !== undefined) return found;
    const known = this.objects.map((each) => `${each.kind} ${each.name}`);
    const near = nearest(`${kind} ${name}`, known);
    refuse(
      this,
      `has no ${kind} "${name}"; ${near === undefined ? `it has ${known.join(', ')}` : `did you mean ${near}?`}`,
    );
  }

  private render(props: HelmChartProps, namespace = 'default'): HelmRendering {
    const { chart, version, values = {} } = props;
    if (!existsSync(chart)) {
      refuse(
        this,
        `there is no Helm chart '${chart}'; fetch it once and keep it in the project: helm pull <chart> --repo <address> --version ${version} --destination <folder>`,
      );
    }
    const request = {
      command: props.helm ?? 'helm',
      chart: resolve(chart),
      release: props.release ?? this.node.id,
      namespace,
      kubernetes: props.kubernetes ?? '1.27',
      values,
      includeCrds: props.includeCrds ?? false,
    };
    try {
      return renderHelmChart(request);
    } catch (error) {
      refuse(this, `the Helm chart '${chart}' ${(error as Error).message}`);
    }
  }

  private checkVersion({ chart, version }: HelmChartProps, rendered: HelmRendering): void {
    const found = (rendered.chart as Plain | null)?.version;
    if (String(found).replace(/^v/, '') !== version.replace(/^v/, '')) {
      refuse(
        this,
        `'version' is ${version}, and the Helm chart '${chart}' has ${String(found)}; fetch the one, or name the other`,
      );
    }
  }

  private checkValues(values: Plain, { chart, defaults }: HelmRendering): void {
    const dependencies = (chart as { dependencies?: readonly { name?: string; alias?: string }[] } | null)
      ?.dependencies;
    // What is given to another chart inside this one stands in that one's own values.
    const open = new Set(['global', ...(dependencies ?? []).flatMap(({ name, alias }) => [name ?? '', alias ?? ''])]);
    const problems: string[] = [];
    const compare = (given: Plain, known: Plain, path: string): void => {
      for (const [key, value] of Object.entries(given)) {
        const place = path === '' ? key : `${path}.${key}`;
        if (path === '' && open.has(key)) continue;
        if (!Object.hasOwn(known, key)) {
          const near = nearest(key, Object.keys(known));
          const fix = near === undefined ? "see its values.yaml, or set 'unlistedValues'" : `did you mean '${near}'?`;
          problems.push(`'values.${place}' is no value that the Helm chart lists; ${fix}`);
          continue;
        }
        const below = known[key];
        // An empty map is one whose keys are the user's.
        if (isPlainObject(value) && isPlainObject(below) && Object.keys(below).length > 0) compare(value, below, place);
      }
    };
    compare(values, isPlainObject(defaults) ? defaults : {}, '');
    if (problems.length > 0) refuse(this, ...problems);
  }

  private withoutHooks({ hooks }: HelmChartProps, { manifests }: HelmRendering): readonly Plain[] {
    const all = manifests.map((manifest) => this.objectOf(manifest));
    const own = all.filter((manifest) => !hookOf(manifest).includes('test'));
    const found = own.filter((manifest) => hookOf(manifest) !== '');
    if (found.length > 0 && hooks === undefined) {
      const names = found.map((manifest) => `${nameOf(manifest)} (${hookOf(manifest)})`).join(', ');
      refuse(
        this,
        `the Helm chart has hooks, which plain manifests have not: ${names}; say with 'hooks' what becomes of them`,
      );
    }
    return hooks === HelmHooks.LEAVE_OUT ? own.filter((manifest) => hookOf(manifest) === '') : own;
  }

  private objectOf(manifest: unknown): Plain {
    const { apiVersion, kind, metadata } = isPlainObject(manifest) ? manifest : {};
    const name = isPlainObject(metadata) ? metadata.name : undefined;
    if ([apiVersion, kind, name].every((each) => typeof each === 'string' && each !== '')) return manifest as Plain;
    refuse(this, `the Helm chart yields what is no object of Kubernetes: ${JSON.stringify(manifest)?.slice(0, 120)}`);
  }

  private define(manifest: Plain, namespace: string | undefined): Manifest {
    const { apiVersion, kind, metadata, ...body } = manifest;
    const { name, labels, annotations, namespace: own = namespace, ...more } = metadata as Record<string, unknown>;
    const id = [kind, own, name].filter((part) => typeof part === 'string').join('-');
    const object = new Manifest(
      this,
      id,
      {
        apiVersion: apiVersion as string,
        kind: kind as string,
        name: name as string,
        ...(own === undefined ? {} : { namespace: own as string }),
        ...(isPlainObject(labels) ? { labels: labels as Record<string, string> } : {}),
        ...(isPlainObject(annotations) ? { annotations: annotations as Record<string, string> } : {}),
      },
      () => body,
    );
    for (const [key, value] of Object.entries(more)) object.metadata.add(key, value);
    return object;
  }
}

function hookOf(manifest: Plain): string {
  const annotations = (manifest.metadata as Plain).annotations;
  const hook = isPlainObject(annotations) ? annotations['helm.sh/hook'] : undefined;
  return typeof hook === 'string' ? hook : '';
}

function nameOf(manifest: Plain): string {
  return `${String(manifest.kind)} ${String((manifest.metadata as Plain).name)}`;
}
