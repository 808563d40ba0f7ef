import { dnsSubdomain, pathSegment } from '../../formats/name-formats';
import { describe } from '../../schema/validator';
import type { RoleRef, Subject } from '../../schema/wire-types';
import type { Problem } from './node-selector';

const group = 'rbac.authorization.k8s.io';

/** What the API server refuses in the reference of a binding to its role. */
export function* roleRefProblems({ apiGroup = '', kind, name }: RoleRef, isCluster: boolean): Iterable<Problem> {
  if (apiGroup !== '' && apiGroup !== group) {
    yield [['apiGroup'], `the API group of a role must be ${group}, got ${describe(apiGroup)}`, `write ${group}`];
  }
  if (kind === '' || (isCluster && kind === 'Role')) {
    const message = isCluster
      ? 'a ClusterRoleBinding binds a ClusterRole'
      : 'a RoleBinding binds a Role or ClusterRole';
    yield [
      ['kind'],
      `${message}, got ${describe(kind)}`,
      isCluster ? 'write ClusterRole' : 'write Role or ClusterRole',
    ];
  }
  if (name !== undefined && (name === '' || !pathSegment.pattern.test(name))) {
    yield [['name'], `the name of a role must be ${pathSegment.title}, got ${describe(name)}`, 'name the role'];
  }
}

/** What the API server refuses in a subject of a binding. */
export function* subjectProblems(
  { apiGroup = '', kind = '', name = '', namespace = '' }: Subject,
  isCluster: boolean,
): Iterable<Problem> {
  const isAccount = kind === 'ServiceAccount';
  const wanted = isAccount ? '' : group;
  if (kind === '') {
    yield [['kind'], 'the kind of a subject must not be empty', 'write ServiceAccount, User or Group'];
  } else if (apiGroup !== '' && apiGroup !== wanted) {
    const fix = isAccount ? 'remove it' : `write ${group}`;
    yield [['apiGroup'], `the API group of a ${kind} must be ${describe(wanted)}, got ${describe(apiGroup)}`, fix];
  }
  if (name === '' || (isAccount && !(dnsSubdomain.pattern.test(name) && name.length <= dnsSubdomain.longest))) {
    const form = isAccount ? dnsSubdomain.title : 'given';
    yield [
      ['name'],
      `the name of a ${kind || 'subject'} must be ${form}, got ${describe(name)}`,
      `name the ${kind || 'subject'}`,
    ];
  }
  if (isAccount && isCluster && namespace === '') {
    yield [['namespace'], `a ServiceAccount needs its namespace in a ClusterRoleBinding, got none`, 'add it'];
  }
}
