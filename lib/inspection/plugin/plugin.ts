import type * as PluginRun from './plugin-run';
import type { PluginContext } from './plugin-run';

/**
 * The inspection as a validation plugin of cdk8s: `cdk8s synth` and `drydock synth` run it on what was synthesized.
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-drydock
 *     version: 1.0.0
 *     class: InspectionPlugin
 *     properties: # what drydock.config.yaml may say
 *       preset: strict
 * ```
 *
 * @see https://cdk8s.io/docs/latest/plugins/validation/
 */
export class InspectionPlugin {
  /** @param properties what drydock.config.yaml may say; it is put over that file. @default - nothing */
  constructor(private readonly properties: object = {}) {}

  /**
   * Inspects the manifests of a synthesis and submits the report.
   *
   * @throws Error for properties, or a configuration, that are wrong
   */
  async validate(context: PluginContext): Promise<void> {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- whoever only builds an app needs none of it
    const { runPlugin } = require('./plugin-run') as typeof PluginRun;
    runPlugin(context, this.properties, process.cwd());
    await Promise.resolve();
  }
}
