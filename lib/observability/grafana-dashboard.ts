import type { Construct } from 'constructs';
import { ChartConstruct } from '../core/chart-construct';
import { dataKey, instance, labelValue, qualifiedName, text } from '../core/fields';
import { defineObject, type Manifest } from '../core/manifest';
import { metadataOfObject, namespaceOf, objectProps, type ObjectProps } from '../core/object-props';
import type { Problems } from '../core/problems';
import { checkProps, required, type Shape } from '../core/shape';
import { DashboardSource } from '../parts/observability/dashboard-source';
import type { OverrideOf } from '../core/kinds';
import { override } from '../workloads/overrides';

/** What a GrafanaDashboard can say. */
export interface GrafanaDashboardProps extends ObjectProps {
  /** The dashboard. */
  readonly source: DashboardSource;
  /** Key in the ConfigMap, which ends with `.json`. @default - the name, with `.json` */
  readonly fileName?: string;
  /** Label by which Grafana's sidecar finds it. @default 'grafana_dashboard', as Grafana's chart has it */
  readonly sidecarLabel?: string;
  /** Value of that label. @default '1' */
  readonly sidecarLabelValue?: string;
  /** Folder of Grafana that it appears in, where the sidecar is told to look at the annotation `grafana_folder`. @default - not said */
  readonly folder?: string;
  /** A part that is merged into the object at the very end. @default - nothing */
  readonly override?: OverrideOf<'ConfigMap'>;
}

const grafanaDashboardProps: Shape<GrafanaDashboardProps> = {
  ...objectProps,
  source: required(instance(DashboardSource, 'DashboardSource.workload(web), DashboardSource.file(path), …')),
  fileName: dataKey,
  sidecarLabel: qualifiedName,
  sidecarLabelValue: labelValue,
  folder: text,
  override,
};

/**
 * A dashboard that Grafana loads by itself: a ConfigMap with the label that its sidecar looks for.
 *
 * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 */
export class GrafanaDashboard extends ChartConstruct {
  /** Its name. */
  readonly name: string;
  /** Its namespace, where one is known. */
  readonly namespace?: string;
  /** The ConfigMap. */
  readonly object: Manifest;

  /** @throws DrydockError that names every prop that is not sound */
  constructor(scope: Construct, id: string, props: GrafanaDashboardProps) {
    super(scope, id);
    checkProps(this, props, grafanaDashboardProps, (at) => checkTogether(props, at));
    this.name = props.name;
    this.namespace = namespaceOf(this, props);
    const { fileName = `${props.name}.json`, sidecarLabel = 'grafana_dashboard', sidecarLabelValue = '1' } = props;
    this.object = defineObject(
      this,
      'config-map',
      'ConfigMap',
      metadataOfObject(props, {
        labels: { [sidecarLabel]: sidecarLabelValue },
        annotations: props.folder === undefined ? {} : { grafana_folder: props.folder },
      }),
      () => ({ data: { [fileName]: props.source._text } }),
      props.override,
    );
  }
}

const maximumBytes = 1048576;

function checkTogether(props: GrafanaDashboardProps, at: Problems): void {
  if (props.fileName?.endsWith('.json') === false) {
    at.at('fileName').mustBe("a name that ends with '.json'", props.fileName, 'or Grafana does not load it');
  }
  const bytes = Buffer.byteLength(props.source._text);
  if (bytes > maximumBytes) at.at('source').add(`must be at most ${maximumBytes} bytes, got ${bytes}`, 'split it');
}
