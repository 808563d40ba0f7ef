import type { Path } from '../../formats/path';
import { podRule } from '../../rule/rule';
import { valuesAt } from '../../model/values-at';

/** 0777: all that a mode of a file in a volume may hold. */
const most = 0o777;

const items = ['secret', 'configMap', 'downwardAPI'];
const places = [
  ...[...items, 'projected'].map((source) => `volumes.*.${source}.defaultMode`),
  ...items.map((source) => `volumes.*.${source}.items.*.mode`),
  ...items.map((source) => `volumes.*.projected.sources.*.${source}.items.*.mode`),
];

/** Finds modes of files that are none, most often since an octal number was read as a decimal one. */
export const fileMode = podRule({
  id: 'api/file-mode',
  summary: 'a mode of files in a volume that is not between 0 and 0777',
  fields: [...items, 'projected'],
  check(pod, { report }) {
    for (const place of places) {
      for (const [path, mode] of valuesAt(pod.spec, place) as readonly (readonly [Path, number])[]) {
        if (mode < 0 || mode > most) {
          const octal = /^[0-7]{3,4}$/.test(String(mode)) ? parseInt(String(mode), 8) : undefined;
          report({
            path: pod.at(...path),
            message: `the mode must be between 0 and ${most} (0777 in octal), got ${mode}`,
            fix:
              octal === undefined || octal > most
                ? 'give the permission bits alone, as 0644 in YAML or 420'
                : `write 0${mode} in YAML, or ${octal}: a number without the leading 0 is read as decimal`,
          });
        }
      }
    }
  },
});
