import { isEmpty, selects } from '../../model/label-selection';
import type { Path } from '../../formats/path';
import { objectRule } from '../../rule/rule';
import { jobOf } from './job-places';

/** The labels that a Job gives its pods. */
const generated = ['job-name', 'controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/controller-uid'];

/** Finds Jobs that choose a selector, or the labels for it, which the API server makes itself. */
export const jobSelector = objectRule({
  id: 'api/job-selector',
  summary: 'a Job with a selector of its own, which the API server makes itself',
  kinds: ['Job.batch', 'CronJob.batch'],
  check(object, { report }) {
    const [base, { selector, manualSelector = false }] = jobOf(object) ?? [[], {}];
    const { kind, name, pod } = object;
    const labels = pod?.labels ?? {};
    const fail = (path: Path, message: string, fix: string): void => report({ path: [...base, ...path], message, fix });
    if (kind === 'CronJob') {
      if (selector !== undefined) {
        fail(['selector'], `a CronJob may give its Jobs no selector, since each makes its own`, 'remove it');
      }
      if (manualSelector) {
        fail(['manualSelector'], 'a CronJob may give its Jobs no selector, got manualSelector: true', 'remove it');
      }
    } else if (manualSelector) {
      if (selector === undefined) {
        fail(['selector'], `a Job with manualSelector: true needs a selector`, `add one, or remove 'manualSelector'`);
      } else if (!selects(selector, labels)) {
        const fix = 'give the pods the labels that the selector asks for';
        fail(['template', 'metadata', 'labels'], 'the selector does not match the labels of the pods', fix);
      }
    } else if (!isEmpty(selector) && !selects(selector ?? {}, { 'job-name': name, [generated[2] ?? '']: name })) {
      fail(['selector'], `a Job makes its selector itself, got one`, `remove it, or add manualSelector: true`);
    }
    if (!manualSelector && kind === 'Job') {
      for (const key of generated.filter((label) => Object.hasOwn(labels, label) && labels[label] !== name)) {
        const message = `the label '${key}' is set by the Job itself, got '${labels[key] ?? ''}'`;
        fail(['template', 'metadata', 'labels', key], message, 'remove it');
      }
    }
  },
});
