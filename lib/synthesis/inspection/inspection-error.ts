import { DrydockError } from '../../core/errors';

/** The synthesis of an app fails, since its manifests are not fit for the cluster. */
export class InspectionError extends DrydockError {
  /**
   * @param count how many findings there are.
   * @param report all of them, as text.
   */
  constructor(
    readonly count: number,
    readonly report: string,
  ) {
    super({ path: '', type: 'Inspection' }, [
      `the manifests are not fit for the cluster; nothing was written\n\n${report}`,
    ]);
    this.name = 'InspectionError';
    for (const key of Object.keys(this)) {
      Object.defineProperty(this, key, { enumerable: false }); // or Node.js would print the report once for each
    }
    this.stack = `${this.name}: ${this.message}`; // what is wrong is in the app, not in the calls that led here
  }
}
