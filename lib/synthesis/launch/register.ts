// Loaded before the app, by `node --require`, in the process that `drydock synth` starts for it.
import { LAUNCH_VARIABLE, type LaunchPlan } from './launch-plan';
import { hookTypeScript } from './typescript-hook';

const plan = process.env[LAUNCH_VARIABLE];
if (plan !== undefined) {
  // Processes that the app starts are its own affair.
  delete process.env[LAUNCH_VARIABLE];
  hookTypeScript(JSON.parse(plan) as LaunchPlan);
}
