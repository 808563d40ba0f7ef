import type { Chart as AnyChart } from 'cdk8s';
import { posix } from 'node:path';
import type { ApplicationSpecSource } from '../../imports/argoproj.io';
import { Chart } from '../core/cdk8s';
import { chartOutputOf } from '../core/chart-output';
import { apiObject, flag, relativePath, text } from '../core/fields';
import type { Problems } from '../core/problems';
import { checkStruct, field, required, type Checked, type Shape } from '../core/shape';
import type { Wire } from '../core/wire';
import { helmChartName, helmChartVersion, helmReleaseName } from './helm-chart-version';
import { repositoryUrl } from './repository-url';

/** Manifests in a Git repository. */
export interface ArgoCdGitOptions {
  /** Address of the repository, such as `https://git.example.com/shop/deploy.git`. */
  readonly repoUrl: string;
  /** Branch, tag or commit. @default - Argo CD's: HEAD, the repository's default branch */
  readonly targetRevision?: string;
  /** Folder in the repository. One with a kustomization.yaml is built with kustomize, if nothing below says otherwise. */
  readonly path: string;
  /** Glob of the files in the folder that are meant, such as `shop.k8s.yaml`. @default - all .yaml, .yml and .json files */
  readonly include?: string;
  /** Glob of the files in the folder that are not meant. @default - none */
  readonly exclude?: string;
  /** Whether folders inside are read too. @default - Argo CD's: they are not */
  readonly recurse?: boolean;
}

/** A chart of the app, in the Git repository that the output folder is committed to. */
export interface ArgoCdChartOptions {
  /** The chart. */
  readonly chart: AnyChart;
  /** Address of the repository, such as `https://git.example.com/shop/deploy.git`. */
  readonly repoUrl: string;
  /** Branch, tag or commit. @default - Argo CD's: HEAD, the repository's default branch */
  readonly targetRevision?: string;
  /** Where the output folder is in the repository. @default 'dist' */
  readonly outputPath?: string;
}

/** A Helm chart in a repository of charts. */
export interface ArgoCdHelmChartOptions {
  /** Address of the repository: `https://charts.example.com`, or of an OCI registry `registry.example.com/charts`. */
  readonly repoUrl: string;
  /** Name of the chart. */
  readonly chart: string;
  /** Exact version of the chart, such as `1.4.2`. */
  readonly version: string;
  /** Name of the release. @default - Argo CD's: the Application's name */
  readonly releaseName?: string;
  /** Values for the chart, with no secrets: they stand in Git. @default - the chart's own */
  readonly values?: { readonly [key: string]: unknown };
  /** Whether the CRDs in the chart's folder crds/ are left out. @default - Argo CD's: they are applied */
  readonly skipCrds?: boolean;
}

/** A Git repository that Argo CD reads. @internal */
export const argoCdGitUrl = repositoryUrl(
  /^(https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)[^\s]+$/,
  'the address of a Git repository such as https://git.example.com/shop/deploy.git or git@git.example.com:shop/deploy.git',
);

const gitOptions: Shape<ArgoCdGitOptions> = {
  repoUrl: required(argoCdGitUrl),
  targetRevision: text,
  path: required(relativePath),
  include: text,
  exclude: text,
  recurse: flag,
};

const chartOptions: Shape<ArgoCdChartOptions> = {
  chart: required(
    field((value, at) => {
      if (!Chart.isChart(value)) at.mustBe('a chart of the app', value);
    }),
  ),
  repoUrl: required(argoCdGitUrl),
  targetRevision: text,
  outputPath: relativePath,
};

const helmChartOptions: Shape<ArgoCdHelmChartOptions> = {
  repoUrl: required(
    repositoryUrl(
      /^(https?:\/\/\S+|[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9._-]+)+)$/,
      'the address of a chart repository such as https://charts.example.com, or of an OCI one such as registry.example.com/charts',
      (got) => (got.startsWith('oci://') ? "leave out 'oci://', as Argo CD has it" : undefined),
    ),
  ),
  chart: required(helmChartName),
  version: required(helmChartVersion),
  releaseName: helmReleaseName,
  values: apiObject,
  skipCrds: flag,
};

/** What Argo CD applies. */
export class ArgoCdSource implements Checked {
  /** Manifests in a Git repository: plain ones, or a folder for kustomize. @see https://argo-cd.readthedocs.io/en/stable/user-guide/directory/ */
  static git(options: ArgoCdGitOptions): ArgoCdSource {
    return new ArgoCdSource(
      () => gitSource(options),
      (at) => checkStruct(options, gitOptions, at),
    );
  }

  /** A chart of the app, where the App writes it: one file of a folder, or a folder of its own. */
  static chart(options: ArgoCdChartOptions): ArgoCdSource {
    return new ArgoCdSource(
      () => chartSource(options),
      (at) => checkStruct(options, chartOptions, at),
    );
  }

  /** A Helm chart of an exact version. @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
  static helmChart(options: ArgoCdHelmChartOptions): ArgoCdSource {
    return new ArgoCdSource(
      () => helmChartSource(options),
      (at) => checkStruct(options, helmChartOptions, at),
    );
  }

  private constructor(
    private readonly spec: () => Wire<ApplicationSpecSource>,
    private readonly check: (at: Problems) => void,
  ) {}

  /** @internal */
  _check(at: Problems): void {
    this.check(at);
  }

  /** @internal */
  _toWire(): Wire<ApplicationSpecSource> {
    return this.spec();
  }
}

function gitSource(options: ArgoCdGitOptions): Wire<ApplicationSpecSource> {
  const { repoUrl, targetRevision, path, include, exclude, recurse } = options;
  const directory = { include, exclude, recurse };
  return {
    repoURL: repoUrl,
    targetRevision,
    path,
    ...(Object.values(directory).every((value) => value === undefined) ? {} : { directory }),
  };
}

function chartSource({ chart, outputPath = 'dist', ...git }: ArgoCdChartOptions): Wire<ApplicationSpecSource> {
  const { folder, file } = chartOutputOf(chart);
  const path = posix.join(outputPath, folder);
  return gitSource({ ...git, path, ...(file === undefined ? {} : { include: file }) });
}

function helmChartSource(options: ArgoCdHelmChartOptions): Wire<ApplicationSpecSource> {
  const { repoUrl, chart, version, releaseName, values, skipCrds } = options;
  const helm = { releaseName, valuesObject: values, skipCrds };
  return {
    repoURL: repoUrl,
    chart,
    targetRevision: version,
    ...(Object.values(helm).every((value) => value === undefined) ? {} : { helm }),
  };
}
