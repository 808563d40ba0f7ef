// The one door to the run-time classes of cdk8s: every other file takes types only (`import type … from 'cdk8s'`).
// A third of the time that cdk8s takes to load goes to `yaml`, which a synthesis with our emitter hardly ever calls, so
// it is put off until its first use. The classes are cdk8s's own: `instanceof` and identity hold, whoever loads it.
import { restoreModules } from './deferred-modules';

export {
  ApiObject,
  ApiObjectMetadataDefinition,
  App as StockApp,
  Chart,
  Cron,
  DependencyGraph,
  Duration,
  Helm,
  ImplicitTokenResolver,
  Include,
  JsonPatch,
  Lazy,
  LazyResolver,
  Names,
  NumberStringUnionResolver,
  ResolutionContext,
  Size,
  SizeRoundingBehavior,
  Yaml,
  YamlOutputType,
} from 'cdk8s';
export type {
  ApiObjectMetadata,
  ApiObjectProps,
  AppProps as StockAppProps,
  ChartProps,
  CronOptions,
  HelmProps,
  IAnyProducer,
  IncludeProps,
  IResolver,
  NameOptions,
  SizeConversionOptions,
  TimeConversionOptions,
} from 'cdk8s';

restoreModules();
