import { Construct } from 'constructs';
import { Chart } from './cdk8s';
import { raise, refuse, show } from './errors';

/** A construct that stands in a chart, as all do that define objects. */
export class ChartConstruct extends Construct {
  /** @throws DrydockError when the scope is no construct, or in no chart, or has a child of that id */
  constructor(scope: Construct, id: string) {
    super(checkedScope(scope, id, new.target.name), id);
    if (!this.node.scopes.some((each) => Chart.isChart(each))) {
      refuse(
        this,
        `'scope' must be a Chart or a construct in one, got ${show(scope)}; for example new ${new.target.name}(new Chart(app, 'shop'), '${id}', { … })`,
      );
    }
  }
}

/**
 * The scope of a construct that is about to be made.
 *
 * @param type the class of that construct.
 * @throws DrydockError when the scope is no construct, the id is none, or the scope has a child of that id
 */
export function checkedScope<Scope extends Construct>(scope: Scope, id: string, type: string): Scope {
  const example = type === 'Chart' ? "new Chart(app, 'shop')" : `new ${type}(chart, 'web', { … })`;
  if (!Construct.isConstruct(scope)) {
    const wanted = type === 'Chart' ? 'an App, or another construct' : 'a Chart, or a construct in one';
    raise({ path: '', type }, [`'scope' must be ${wanted}, got ${show(scope)}; for example ${example}`]);
  }
  const where = { path: scope.node.path, type: scope.constructor.name };
  if (typeof (id as unknown) !== 'string' || id === '') {
    raise(where, [`'id' of a ${type} must be a string that is not empty, got ${show(id)}; for example ${example}`]);
  }
  const other = scope.node.tryFindChild(id);
  if (other !== undefined) {
    raise(where, [
      `'id' of a ${type} must be another than those of its neighbours, got "${id}", which is that of a ${other.constructor.name} already; choose another, such as "${id}-2"`,
    ]);
  }
  return scope;
}
