/** Words that say that a value is secret. */
const words = new Set(
  'password passwd pass pwd passphrase passcode secret token apikey privatekey accesskey secretkey credential credentials'.split(
    ' ',
  ),
);

/** Last words of a name that say that the value is only about a secret: where it is, how long it holds. */
const about = new Set(
  (
    'file path dir directory mount name ref url uri host port endpoint issuer audience user username id type kind ' +
    'algorithm method policy length size min max ttl timeout expiry expiration expires lifetime duration age interval ' +
    'rotation enabled disabled required optional header prefix suffix encryption hash hashing manager store'
  ).split(' '),
);

/** Values that are secret whatever they are called. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, 'a private key'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an access key of AWS'],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,255})\b/, 'a token of GitHub'],
  [/\bglpat-[\w-]{20}\b/, 'a token of GitLab'],
  [/\bxox[abprs]-[\w-]{10,250}\b/, 'a token of Slack'],
  [/\beyJ[\w-]{10,512}\.eyJ[\w-]{10,4096}\.[\w-]{10,1024}/, 'a JSON Web Token'],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@$%{<]{0,256}:[^\s:/@$%{<]{1,256}@/i, 'a URL with a password'],
];

/** The length of the shortest text that one of the patterns is for: `ab://:c@`. */
const shortest = 8;

/** What a value is that is secret by its form; undefined where nothing says so. */
export function secretForm(value: string): string | undefined {
  return value.length < shortest ? undefined : patterns.find(([pattern]) => pattern.test(value))?.[1];
}

/** Whether what has that name is a secret: `DB_PASSWORD`, `apiKey`, but not `TOKEN_TTL` or `PASSWORD_FILE`. */
export function isSecretName(name: string): boolean {
  if (!/pass|pwd|secret|token|key|credential/i.test(name)) {
    return false; // most names: worth the shorter way
  }
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
  const pairs = parts.slice(1).map((part, index) => `${parts[index] ?? ''}${part}`);
  return !about.has(parts.at(-1) ?? '') && [...parts, ...pairs].some((part) => words.has(part));
}

/** What is no secret itself: nothing, a switch, a small number, a path, a place where another value is put in, code. */
const harmless =
  /^(|true|false|yes|no|on|off|null|none|\*+|\d{1,3})$|^\/|^https?:\/\/|\$[({\w]|\{\{|<%|^<|^[\w.]+\(|^(process\.env|os\.environ)/i;

/** Whether a value can be a secret itself. */
export function isLiteral(value: string): boolean {
  return !harmless.test(value.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

/** The secret in a text of settings (`password = …`, `password: …`): its name, or what it is; undefined where there is none. */
export function secretIn(text: string): string | undefined {
  const form = secretForm(text);
  if (form !== undefined) {
    return form;
  }
  for (const line of text.split('\n')) {
    const [, name = '', value = ''] =
      /^\s*(?:export\s+|-\s+)?["']?([\w.-]{1,128})["']?\s*[:=]\s*(\S.*)$/.exec(line) ?? [];
    if (isSecretName(name) && isLiteral(value.replace(/[,;]\s*$/, ''))) {
      return `the value of '${name}'`;
    }
  }
  return undefined;
}
