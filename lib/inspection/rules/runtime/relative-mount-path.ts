import { containerRule } from '../../rule/rule';

/** Finds paths of mounts that are not absolute. */
export const relativeMountPath = containerRule({
  id: 'runtime/relative-mount-path',
  summary: 'a volume mounted on a path that is not absolute',
  fields: ['volumeMounts'],
  check({ container, label, at }, { report }) {
    for (const [index, { mountPath = '' }] of (container.volumeMounts ?? []).entries()) {
      if (mountPath !== '' && !mountPath.startsWith('/') && !/^([A-Za-z]:)?\\|^[A-Za-z]:\//.test(mountPath)) {
        report({
          path: at('volumeMounts', index, 'mountPath'),
          message: `container '${label}' mounts a volume on '${mountPath}', which is no absolute path; where it ends up is left to the runtime`,
          fix: `write '/${mountPath.replace(/^\.\//, '')}'`,
        });
      }
    }
  },
});
