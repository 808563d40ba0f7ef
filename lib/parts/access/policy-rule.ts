import type { k8s } from 'cdk8s-plus-27';
import { dnsSubdomain, either, listOf, oneOf, text } from '../../core/fields';
import type { Problems } from '../../core/problems';
import { checkStruct, field, required, type Checked, type Shape } from '../../core/shape';
import type { Wire } from '../../core/wire';

/** What may be done to a resource. @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export enum Verb {
  /** Read one by its name. */
  GET = 'get',
  /** Read all. */
  LIST = 'list',
  /** Be told of changes. */
  WATCH = 'watch',
  /** Make one. */
  CREATE = 'create',
  /** Replace one. */
  UPDATE = 'update',
  /** Change a part of one. */
  PATCH = 'patch',
  /** Delete one. */
  DELETE = 'delete',
  /** Delete all. */
  DELETE_COLLECTION = 'deletecollection',
  /** Refer to a role in a binding, without having its rights. */
  BIND = 'bind',
  /** Write a role with rights that one does not have. */
  ESCALATE = 'escalate',
  /** Act as a user, group or ServiceAccount. */
  IMPERSONATE = 'impersonate',
  /** Approve certificate requests of a signer. */
  APPROVE = 'approve',
  /** Sign certificates of a signer. */
  SIGN = 'sign',
  /** Whatever the resource means by it. */
  USE = 'use',
  /** All of them, also those that come later. */
  ANY = '*',
}

/** What a rule allows. */
export interface ResourceRuleOptions {
  /** Resources in the plural, such as `pods`, `pods/log` or `*`. */
  readonly resources: readonly string[];
  /** What may be done to them. */
  readonly verbs: readonly Verb[];
  /** API groups of the resources, such as `apps`; `''` is the core group. @default [''] */
  readonly apiGroups?: readonly string[];
  /** The objects by name. @default - all */
  readonly resourceNames?: readonly string[];
}

/** The name of a role or binding: any that can stand in a path. @internal */
export const roleName = field((value, at) => {
  if (typeof value === 'string' && value !== '' && value !== '.' && value !== '..' && !/[/%]/.test(value)) return;
  at.mustBe("a name without '/' and '%'", value);
});

const apiGroup = either((value) => value === '' || value === '*', text, dnsSubdomain);

const resource = field((value, at) => {
  if (typeof value === 'string' && /^(\*|[a-z0-9]+(\/(\*|[a-z0-9]+))?|\*\/[a-z0-9]+)$/.test(value)) return;
  at.mustBe("a resource in the plural and in lower case, such as 'pods' or 'pods/log'", value);
});

const resourceRuleOptions: Shape<ResourceRuleOptions> = {
  resources: required(listOf(resource, 1)),
  verbs: required(listOf(oneOf(Object.values(Verb)), 1)),
  apiGroups: listOf(
    field((value, at) => {
      if (value !== '') apiGroup.test(value, at);
    }),
    1,
  ),
  resourceNames: listOf(text, 1),
};

/** Resources outside of the core group that are often taken for one of it, and their group. */
const groupOf: { readonly [resource: string]: string } = {
  certificatesigningrequests: 'certificates.k8s.io',
  clusterrolebindings: 'rbac.authorization.k8s.io',
  clusterroles: 'rbac.authorization.k8s.io',
  controllerrevisions: 'apps',
  cronjobs: 'batch',
  customresourcedefinitions: 'apiextensions.k8s.io',
  daemonsets: 'apps',
  deployments: 'apps',
  endpointslices: 'discovery.k8s.io',
  horizontalpodautoscalers: 'autoscaling',
  ingressclasses: 'networking.k8s.io',
  ingresses: 'networking.k8s.io',
  jobs: 'batch',
  leases: 'coordination.k8s.io',
  networkpolicies: 'networking.k8s.io',
  poddisruptionbudgets: 'policy',
  priorityclasses: 'scheduling.k8s.io',
  replicasets: 'apps',
  rolebindings: 'rbac.authorization.k8s.io',
  roles: 'rbac.authorization.k8s.io',
  statefulsets: 'apps',
  storageclasses: 'storage.k8s.io',
  volumeattachments: 'storage.k8s.io',
};

/** One thing that a role allows. */
export class PolicyRule implements Checked {
  /** Some verbs on some resources. */
  static resources(options: ResourceRuleOptions): PolicyRule {
    return new PolicyRule(options, undefined, []);
  }

  /** To get, list and watch resources of one API group. @param apiGroup the group, `''` for the core. @param resources their plurals. */
  static read(apiGroup: string, ...resources: string[]): PolicyRule {
    return PolicyRule.resources({ apiGroups: [apiGroup], resources, verbs: [Verb.GET, Verb.LIST, Verb.WATCH] });
  }

  /** Some verbs on paths of the API that are no resources; only for a ClusterRole. @param paths such as `/healthz` or `/metrics/*`. @param verbs HTTP methods in lower case. */
  static nonResourceUrls(paths: readonly string[], ...verbs: string[]): PolicyRule {
    return new PolicyRule(undefined, paths, verbs);
  }

  private constructor(
    private readonly options: ResourceRuleOptions | undefined,
    private readonly paths: readonly string[] | undefined,
    private readonly verbs: readonly string[],
  ) {}

  /** Whether it is about paths. @internal */
  get _aboutPaths(): boolean {
    return this.paths !== undefined;
  }

  /** @internal */
  _check(at: Problems): void {
    if (this.paths !== undefined) {
      listOf(urlPath, 1).test(this.paths, at.at('paths'));
      return listOf(oneOf(['get', 'head', 'post', 'put', 'patch', 'delete', 'options', '*']), 1).test(
        this.verbs,
        at.at('verbs'),
      );
    }
    const before = at.count;
    checkStruct(this.options, resourceRuleOptions, at);
    if (at.count > before || this.options === undefined) return;
    const { resources, apiGroups = [''] } = this.options;
    resources.forEach((each, i) => {
      const group = groupOf[each.split('/')[0] ?? ''];
      if (group === undefined || apiGroups.includes(group) || apiGroups.includes('*')) return;
      if (apiGroups.some((own) => own !== '')) return;
      at.at('resources')
        .at(i)
        .add(`is "${each}" of the core group, which has no such resource`, `give apiGroups: ['${group}']`);
    });
  }

  /** @internal */
  _toWire(): Wire<k8s.PolicyRule> {
    if (this.options === undefined) return { nonResourceURLs: this.paths ?? [], verbs: this.verbs };
    const { apiGroups = [''], resources, resourceNames, verbs } = this.options;
    return { apiGroups, resources, ...(resourceNames === undefined ? {} : { resourceNames }), verbs };
  }
}

const urlPath = field((value, at) => {
  if (typeof value === 'string' && /^(\/[^*]*\*?|\*)$/.test(value)) return;
  at.mustBe("a path of the API such as '/healthz', with a '*' at its end at most", value);
});
