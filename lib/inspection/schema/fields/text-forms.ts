import { isInRange, parseIpAddress, parseIpRange } from '../../formats/ip-address';
import { dns1035Label, dnsLabel, dnsSubdomain, pathSegment, type NameFormat } from '../../formats/name-formats';
import { labelValueProblem, qualifiedNameProblem } from '../../formats/qualified-name';

/** A form that the API server asks of a text. */
export interface TextForm {
  /** What is wrong with a text, as `must be an IP address`; undefined where nothing is. */
  problem(text: string): string | undefined;
  /** What to write instead. */
  readonly fix: string;
}

function named(format: NameFormat, longest = format.longest): TextForm {
  const wanted = `must be ${format.title}: ${format.rule}`;
  return {
    problem: (text) =>
      !format.pattern.test(text)
        ? wanted
        : text.length > longest
          ? `must have at most ${longest} characters, has ${text.length}`
          : undefined,
    fix: 'correct the name',
  };
}

function pattern(expression: RegExp, wanted: string, fix: string): TextForm {
  return { problem: (text) => (expression.test(text) ? undefined : wanted), fix };
}

function driverProblem(text: string): string | undefined {
  return text.length > 63
    ? `must have at most 63 characters, has ${text.length}`
    : subdomain.problem(text.toLowerCase());
}

const subdomain = named(dnsSubdomain);
const label = named(dnsLabel);
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;

/** The name of an attribute or capacity of a device: an identifier, and before it the domain of its driver. */
function deviceProblem(text: string): string | undefined {
  const parts = text.split('/');
  const [domain, name] = parts.length === 1 ? [undefined, text] : [parts[0], parts[1]];
  const isFine = parts.length > 2 || (identifier.test(name ?? '') && domain !== '');
  const fits = domain === undefined || driverProblem(domain) === undefined;
  return isFine && fits ? undefined : `must be an identifier of at most 32 characters, behind '<domain>/' or alone`;
}

/** Words of paths that a webhook is called with are names, too. */
function hookPathProblem(text: string): string | undefined {
  if (text === '' || text === '/') {
    return undefined;
  }
  const words = text.replace(/^\//, '').replace(/\/$/, '').split('/');
  return text.startsWith('/') && words.every((word) => subdomain.problem(word) === undefined)
    ? undefined
    : `must begin with '/' and hold words of lower-case letters, digits, '-' and '.' between the slashes`;
}

function signerProblem(text: string): string | undefined {
  const [domain = '', name = '', ...rest] = text.split('/');
  const isFine = rest.length === 0 && domain.includes('.') && subdomain.problem(domain) === undefined;
  return isFine && subdomain.problem(name) === undefined ? undefined : `must be a domain, '/' and a name`;
}

function prefixedProblem(text: string): string | undefined {
  const slash = text.indexOf('/');
  const isFine = slash > 0 && subdomain.problem(text.slice(0, slash)) === undefined;
  return isFine && /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
    ? undefined
    : `must be a domain, '/' and a path`;
}

function urlPathProblem(text: string): string | undefined {
  const stars = text.split('*').length - 1;
  const isFine = text === '/' || (text.startsWith('/') && !text.includes(' ') && !text.includes('//'));
  return text === '*' || (isFine && (stars === 0 || (stars === 1 && text.endsWith('/*'))))
    ? undefined
    : `must begin with '/', and hold no blank, no '//' and '*' at its end alone`;
}

function relativeProblem(text: string): string | undefined {
  return text.startsWith('/') || text.split('/').includes('..') ? `must be a relative path without '..'` : undefined;
}

/** The name of a user of Windows, with its domain and a backslash before it or alone. */
function windowsUserProblem(text: string): string | undefined {
  const parts = text.split('\\');
  const user = parts[parts.length - 1] ?? '';
  // eslint-disable-next-line no-control-regex -- the API server refuses them
  const isFine = parts.length <= 2 && parts.every((part) => part !== '') && !/[\x00-\x1f\x7f]/.test(text);
  return isFine && user.length <= 104 && !/["/:;|=,+*?<>@[\]]/.test(user) && !/^[. ]+$/.test(user)
    ? undefined
    : `must be the name of a user of Windows, with its domain and '\\' before it or alone`;
}

/** The finalizers of Kubernetes itself need no domain. */
function finalizerProblem(text: string): string | undefined {
  const isStandard = ['foregroundDeletion', 'kubernetes', 'orphan'].includes(text);
  return qualifiedNameProblem(text) ?? (isStandard || text.includes('/') ? undefined : 'must have a domain');
}

function atMost(longest: number): (text: string) => string | undefined {
  return (text) => (text.length > longest ? `must have at most ${longest} characters, has ${text.length}` : undefined);
}

const native = /(^|\.)kubernetes\.io\//;
const release =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
const verbs = ['*', 'create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch'];
const usages = [
  ...['any', 'cert sign', 'client auth', 'code signing', 'content commitment', 'crl sign', 'data encipherment'],
  ...['decipher only', 'digital signature', 'email protection', 'encipher only', 'ipsec end system', 'ipsec tunnel'],
  ...['ipsec user', 'key agreement', 'key encipherment', 'microsoft sgc', 'netscape sgc', 'ocsp signing', 's/mime'],
  ...['server auth', 'signing', 'timestamping'],
];

/** A form that takes some words alone. */
export function oneOf(words: readonly string[]): TextForm {
  const wanted = `must be one of ${words.join(', ')}`;
  return { problem: (text) => (words.includes(text) ? undefined : wanted), fix: `write one of ${words.join(', ')}` };
}

/** The forms that the tables name; what they do not name as a form is free text. */
export const textForms: Readonly<Record<string, TextForm>> = {
  name: subdomain,
  label,
  label1035: named(dns1035Label),
  segment: named(pathSegment),
  driver: { problem: driverProblem, fix: `write the name of the driver, as 'ebs.csi.aws.com'` },
  key: { problem: qualifiedNameProblem, fix: `write it as 'name' or 'example.com/name'` },
  value: { problem: labelValueProblem, fix: 'correct the value' },
  filled: { problem: (text) => (text === '' ? 'must not be empty' : undefined), fix: 'give a value' },
  short: { problem: atMost(64), fix: 'shorten it' },
  nodeId: { problem: atMost(256), fix: 'shorten it' },
  finalizer: { problem: finalizerProblem, fix: `write it as 'example.com/name'` },
  windowsUser: { problem: windowsUserProblem, fix: `write it as 'DOMAIN\\user'` },
  cidr: {
    problem: (text) => (parseIpRange(text) === undefined ? 'must be a range in CIDR notation' : undefined),
    fix: `write it as '10.0.0.0/24'`,
  },
  prefixed: { problem: prefixedProblem, fix: `write it as 'example.com/name'` },
  prefixed250: {
    problem: (text) => atMost(250)(text) ?? prefixedProblem(text),
    fix: `write it as 'example.com/name'`,
  },
  signer: { problem: signerProblem, fix: `write it as 'example.com/signer'` },
  hookPath: { problem: hookPathProblem, fix: `write it as '/validate'` },
  urlPath: { problem: urlPathProblem, fix: `write it as '/healthz' or '/api/*'` },
  path: { problem: relativeProblem, fix: `write it relative, as 'certificates/tls.crt'` },
  relative: { problem: relativeProblem, fix: `write it relative, as 'config/app.env'` },
  device: { problem: deviceProblem, fix: `write it as 'model' or 'gpu.example.com/model'` },
  attribute: {
    problem: (text) =>
      deviceProblem(text) ??
      (text.includes('/') ? undefined : `must have the domain of a driver and '/' before the name`),
    fix: `write it as 'gpu.example.com/model'`,
  },
  pool: {
    problem: (text) =>
      text.length <= 253 && text.split('/').every((part) => subdomain.problem(part) === undefined)
        ? undefined
        : `must be at most 253 characters of RFC 1123 subdomains, with '/' between them`,
    fix: 'correct the name',
  },
  request: {
    problem: (text) =>
      text.split('/').length <= 2 && text.split('/').every((part) => label.problem(part) === undefined)
        ? undefined
        : `must be the name of a request, or of a request and a subrequest with '/' between them`,
    fix: 'name a request of the claim',
  },
  extended: {
    problem: (text) =>
      !text.includes('/') || native.test(text) || text.startsWith('requests.')
        ? 'must have a domain other than kubernetes.io'
        : qualifiedNameProblem(`requests.${text}`),
    fix: `write it as 'example.com/gpu'`,
  },
  semver: pattern(release, 'must be a semantic version', `write it as '1.2.3'`),
  release: pattern(release, 'must be a semantic version', `write it as '1.2.3'`),
  strategy: {
    problem: (text) =>
      text.includes('/')
        ? qualifiedNameProblem(text)
        : text === 'OldestEmulationVersion'
          ? undefined
          : 'must be OldestEmulationVersion, or a qualified name',
    fix: 'write OldestEmulationVersion',
  },
  iscsi: pattern(
    /^(iqn\.\d{4}-\d\d\.[-.0-9A-Za-z]+:[^,;*&$|\s]+|eui\.[0-9A-Za-z]{16}|naa\.[0-9A-Za-z]{32})$/,
    'must have the form of an iqn, eui or naa name',
    `write it as 'iqn.2001-04.com.example:storage'`,
  ),
  namespace: {
    problem: (text) => (text === '*' ? undefined : label.problem(text)),
    fix: `name a namespace, or write '*' alone`,
  },
  account: {
    problem: (text) => (text === '*' ? undefined : subdomain.problem(text)),
    fix: `name a ServiceAccount, or write '*'`,
  },
  identifier: pattern(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be an identifier: letters, digits and _', 'correct the name'),
  verb: oneOf(verbs),
  usage: oneOf(usages),
};

/** Whether a text is an address of the family, or of any, as the API server reads it. */
export function isAddress(text: string, family?: 'IPv4' | 'IPv6'): boolean {
  const address = parseIpAddress(text);
  return address !== undefined && (family === undefined || address.family === family);
}

/** What no address of something that others reach can be, and the ranges of it. */
const special = Object.entries({
  'an unspecified': ['0.0.0.0/32', '::/128'],
  'a loopback': ['127.0.0.0/8', '::1/128'],
  'a link-local': ['169.254.0.0/16', 'fe80::/10'],
  'a link-local multicast': ['224.0.0.0/24', 'ff02::/16'],
});

/** Which special address a text is, as `a loopback`; undefined for one that others can reach, or that is none. */
export function specialAddress(text: string): string | undefined {
  const address = parseIpAddress(text);
  return address === undefined
    ? undefined
    : special.find(([, ranges]) =>
        ranges.some((each) => {
          const range = parseIpRange(each);
          return range !== undefined && isInRange(address, range);
        }),
      )?.[0];
}
