import { podRule } from '../../rule/rule';
import type { CronJob, Job } from '../../schema/wire-types';

const always = ['Deployment.apps', 'ReplicaSet.apps', 'StatefulSet.apps', 'DaemonSet.apps', 'ReplicationController'];
const jobs = ['Job.batch', 'CronJob.batch'];

/** Finds restart policies that the kind of the workload does not allow. */
export const restartPolicy = podRule({
  id: 'api/restart-policy',
  summary: 'a restart policy that the workload does not allow',
  check(pod, { report }) {
    const { kind, groupKind, manifest } = pod.object;
    const policy = (pod.spec.restartPolicy ?? '') === '' ? undefined : pod.spec.restartPolicy;
    const path = pod.at('restartPolicy');
    if (always.includes(groupKind) && policy !== undefined && policy !== 'Always') {
      const message = `the restartPolicy of a ${kind} must be Always, got ${policy}`;
      report({ path, message, fix: `remove it; for pods that end, use a Job` });
    }
    if (jobs.includes(groupKind)) {
      const { podFailurePolicy } =
        groupKind === 'Job.batch'
          ? ((manifest as Job).spec ?? {})
          : ((manifest as CronJob).spec?.jobTemplate?.spec ?? {});
      if (policy === undefined || policy === 'Always') {
        const got = policy ?? 'none, which means Always';
        const message = `the restartPolicy of a ${kind} must be OnFailure or Never, got ${got}`;
        report({ path, message, fix: 'write OnFailure, or Never to keep the pods that failed' });
      } else if (podFailurePolicy !== undefined && policy !== 'Never') {
        const message = `the restartPolicy must be Never beside a podFailurePolicy, got ${policy}`;
        report({ path, message, fix: 'write Never, or remove the podFailurePolicy' });
      }
    }
  },
});
