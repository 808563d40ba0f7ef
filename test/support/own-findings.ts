import { inspect, readYaml, type Finding } from '../../lib/inspection';
import { at } from './synthesize';

/** Rules that ask for what a program may leave out, of an object or a container that the program names. */
const asked: ReadonlySet<string> = new Set([
  'net/ingress-tls',
  'net/node-port',
  'net/policy-missing',
  'ref/gateway-backend',
  'ref/ingress-service',
  'ref/networkpolicy-no-pods',
  'ref/networkpolicy-peer',
  'ref/secret-key',
  'ref/service-no-pods',
  'rel/cronjob-deadline',
  'rel/job-ttl',
  'rel/liveness',
  'rel/memory-limit',
  'rel/pdb-missing',
  'rel/readiness',
  'rel/replicas',
  'rel/requests',
  'rel/spread',
  // The image is not in the catalogue, so nothing is known of where it writes.
  'sec/read-only-root-fs',
]);

/** Rules whose findings follow from a weaker profile, or from a volume of the node, that the program asks for. */
const weaker = /^sec\/(pss-|automount-token)/;

/**
 * What the inspection finds in the YAML of a program for which the program is not to blame, but the construct that it uses:
 * a finding about an object or a container that the program does not name, or of a rule that no prop left out can explain.
 */
export function ownFindings(program: string, files: Readonly<Record<string, string>>): readonly string[] {
  const sources = Object.entries(files)
    .filter(([file]) => file.endsWith('.k8s.yaml'))
    .flatMap(([file, text]) => readYaml(text, file).sources);
  const heads = [...program.matchAll(/`([\w.-]+)\$\{/g)].map(([, head = '']) => head);
  const names = (text: string): boolean =>
    ["'", '"'].some((quote) => program.includes(`${quote}${text}${quote}`)) ||
    heads.some((head) => text.startsWith(head));
  const isOfProgram = ({ rule, object, path }: Finding): boolean => {
    if (weaker.test(rule)) return /securityProfile|SecurityProfile|hostPath/.test(program);
    if (!asked.has(rule)) return false;
    // What is referred to stands in the program, whichever object and container it is for.
    if (rule.startsWith('ref/')) return true;
    // A strategy has two Deployments, called after the one that the program names.
    if (!names(object.name) && !names(object.name.replace(/-(blue|green|stable|canary|a|b)$/, ''))) return false;
    const [, place, index] = /^(.*\.(?:initC|c)ontainers)\[(\d+)\]/.exec(path) ?? [];
    if (place === undefined) return true;
    const manifest = sources.find(
      (each) => at(each.manifest, 'kind') === object.kind && at(each.manifest, 'metadata.name') === object.name,
    )?.manifest;
    const { name, image } = at(manifest, `${place}.${index}`) as { readonly name: string; readonly image: string };
    return names(name) || (place.endsWith('.containers') && program.includes(image.replace(/:[^:/]*$/, '')));
  };
  return inspect({ sources }, {})
    .findings.filter((finding) => !isOfProgram(finding))
    .map(({ rule, object, path, message }) => `${object.kind} ${object.name} ${path}: ${rule}: ${message}`);
}
