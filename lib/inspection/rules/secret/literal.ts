import { containerRule } from '../../rule/rule';
import { isLiteral, isSecretName, secretForm } from '../../formats/secret-text';

/** Finds secrets that stand in a manifest. */
export const secretLiteral = containerRule({
  id: 'secret/literal',
  summary: 'a secret that stands in a container as plain text',
  fields: ['env', 'command', 'args'],
  check({ container: { env = [], args = [], command = [] }, label, at }, { report }) {
    const fix = 'put it into a Secret and refer to it with valueFrom.secretKeyRef';
    for (const [index, { name = '', value = '' }] of env.entries()) {
      const form = secretForm(value);
      if (form !== undefined || (isSecretName(name) && isLiteral(value))) {
        const message = `container '${label}' has ${form ?? 'a secret'} as plain text in ${name}`;
        report({ path: at('env', index, 'value'), message, fix });
      }
    }
    for (const [list, words] of command.length + args.length === 0 ? [] : Object.entries({ command, args })) {
      for (const [index, word] of words.entries()) {
        const [, name = '', value = ''] = /^--?([\w.-]{1,128})=([^]*)$/.exec(word) ?? [];
        const form = secretForm(word);
        if (form !== undefined || (isSecretName(name) && isLiteral(value))) {
          const message = `container '${label}' has ${form ?? 'a secret'} as plain text in its ${list}`;
          report({
            path: at(list, index),
            message,
            fix: 'put it into a Secret, and write $(NAME) of its variable here',
          });
        }
      }
    }
  },
});
