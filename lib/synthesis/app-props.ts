import type { AppProps as StockAppProps } from 'cdk8s';
import { YamlOutputType, type StockApp } from '../core/cdk8s';
import { show } from '../core/errors';
import { instance } from '../core/fields';
import { Problems } from '../core/problems';
import { Layout } from './layout';

/** Properties of an App: those of cdk8s, a layout, and whether it is inspected. */
export interface AppProps extends StockAppProps {
  /** How the objects are divided into files; not together with `yamlOutputType`. @default - as `yamlOutputType` says: a file for each chart */
  readonly layout?: Layout;
  /**
   * Whether `synth()` inspects what it is about to write, with the rules of `recommended` and what drydock.config.yaml
   * says: nothing is written when there is an error, and one line says how many warnings there are. `Inspection.of` takes
   * its place. @default true
   */
  readonly inspection?: boolean;
}

/** Refuses an App whose layout is not sound. @throws DrydockError when it is not */
export function checkLayout(app: StockApp, { layout, yamlOutputType }: AppProps): void {
  if (layout === undefined) return;
  const problems = Problems.root();
  instance(Layout, 'Layout.filePerObject(), Layout.filePerChart()').test(layout, problems.at('layout'));
  if (yamlOutputType !== undefined) {
    problems.at('layout').add("and 'yamlOutputType' both divide the objects into files", 'drop one of them');
  }
  problems.refuseIfAny(app);
}

/** What is wrong with an App beside its layout. */
export function problemsOf(app: StockApp, { inspection = true }: AppProps): string[] {
  const problems: string[] = [];
  if (typeof (inspection as unknown) !== 'boolean') {
    problems.push(
      `'inspection' must be true or false, got ${show(inspection)}; for more than that use Inspection.of(app, { … })`,
    );
  }
  const types = Object.values(YamlOutputType).filter((type) => typeof type === 'number');
  if (!types.includes(app.yamlOutputType)) {
    problems.push(
      `'yamlOutputType' must be a value of YamlOutputType (${types.join(', ')}), got ${String(app.yamlOutputType)}`,
    );
  }
  if (typeof (app.outputFileExtension as unknown) !== 'string') {
    problems.push(`'outputFileExtension' must be a string such as '.k8s.yaml', got ${String(app.outputFileExtension)}`);
  }
  if (typeof (app.outputFileExtension as unknown) === 'string' && !/^[-\w.]*$/.test(app.outputFileExtension)) {
    problems.push(
      `'outputFileExtension' must consist of letters, digits, '.', '-' and '_', got ${JSON.stringify(app.outputFileExtension)}; give one such as '.k8s.yaml'`,
    );
  }
  if (typeof (app.outdir as unknown) !== 'string' || app.outdir === '') {
    problems.push(`'outdir' must be the path of a folder, got ${JSON.stringify(app.outdir)}`);
  }
  const stranger = app.resolvers.findIndex((resolver) => typeof (resolver?.resolve as unknown) !== 'function');
  if (stranger !== -1) {
    problems.push(`'resolvers' must hold objects with a method 'resolve', the one at ${stranger} has none`);
  }
  return problems;
}
