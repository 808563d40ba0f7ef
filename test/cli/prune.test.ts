// `drydock apply --prune` against a cluster that is an object: it knows what kubectl is asked for, and nothing else.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApplySet, setName } from '../../lib/cli/apply/apply-set';
import type { StackOutcome } from '../../lib/cli/apply/apply-stacks';
import type { Kubectl } from '../../lib/cli/apply/kubectl';
import { announceSet, beginPruning, confirm, prune, type PruneOutcome } from '../../lib/cli/apply/prune';
import { checkAllowance, planText } from '../../lib/cli/apply/prune-plan';
import { findStacks, type Stack } from '../../lib/cli/apply/stacks';

interface Kept {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string; labels?: Record<string, string> } & Record<string, unknown>;
  readonly spec?: unknown;
}

const clusterScoped = new Set(['Namespace', 'PersistentVolume', 'CustomResourceDefinition', 'ClusterRole']);

/** A cluster as far as sets are concerned. */
class FakeCluster {
  readonly objects = new Map<string, Kept>();
  readonly calls: string[] = [];

  readonly kubectl: Kubectl = ({ words, input = '{}' }) => {
    this.calls.push(words.join(' '));
    const [verb = ''] = words;
    const said = { code: 0, stdout: '', stderr: '' };
    const flag = (name: string): string | undefined =>
      words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
    if (verb === 'config') return Promise.resolve({ ...said, stdout: 'shop' });
    if (verb === 'apply') this.add(JSON.parse(input) as Kept);
    if (verb === 'label') {
      const [key = '', value = ''] = words.at(-1)?.split('=') ?? [];
      for (const item of (JSON.parse(input) as { items: Kept[] }).items) {
        const own = this.objects.get(this.keyOf(item));
        if (own === undefined) return Promise.resolve({ ...said, code: 1, stderr: 'NotFound' });
        const before = own.metadata.labels?.[key];
        if (before !== undefined && before !== value) {
          return Promise.resolve({ ...said, code: 1, stderr: `'${key}' already has a value (${before})` });
        }
        own.metadata.labels = { ...own.metadata.labels, [key]: value };
      }
    }
    if (verb === 'get') return Promise.resolve({ ...said, stdout: this.get(words[1] ?? '', flag) });
    if (verb === 'delete') {
      const [type = '', name = ''] = words[1]?.split('/') ?? [];
      const found = [...this.objects.entries()].find(
        ([, each]) => typeOf(each) === type && each.metadata.name === name && this.isIn(each, flag('namespace')),
      );
      if (found !== undefined) this.objects.delete(found[0]);
    }
    return Promise.resolve(said);
  };

  add(object: Kept): void {
    this.objects.set(this.keyOf(object), structuredClone(object));
  }

  names(): readonly string[] {
    return [...this.objects.values()].map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
  }

  private get(types: string, flag: (name: string) => string | undefined): string {
    const [, wanted] = types.split('/');
    const [key = '', value = ''] = flag('selector')?.split('=') ?? [];
    const items = [...this.objects.values()].filter(
      (each) =>
        (wanted === undefined
          ? types.split(',').includes(typeOf(each)) && each.metadata.labels?.[key] === value
          : each.kind === 'ConfigMap' && each.metadata.name === wanted) && this.isIn(each, flag('namespace')),
    );
    // So does kubectl, where it was to ignore that there is no object of that name.
    if (items.length === 0 && wanted !== undefined) return '';
    return JSON.stringify(wanted === undefined ? { apiVersion: 'v1', kind: 'List', items } : items[0]);
  }

  private isIn({ kind, metadata }: Kept, namespace = 'shop'): boolean {
    return clusterScoped.has(kind) || (metadata.namespace ?? 'shop') === namespace;
  }

  private keyOf({ apiVersion, kind, metadata }: Kept): string {
    const place = clusterScoped.has(kind) ? '' : (metadata.namespace ?? 'shop');
    return [apiVersion, kind, place, metadata.name].join(' ');
  }
}

function typeOf({ apiVersion, kind }: Kept): string {
  return `${kind.toLowerCase()}${apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : ''}`;
}

const versions: Readonly<Record<string, string>> = {
  ...{ Deployment: 'apps/v1', StatefulSet: 'apps/v1', Foo: 'example.com/v1' },
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
};

const object = (word: string): Kept => {
  const [kind = '', place = '', spec] = word.split(' ');
  const [name = '', namespace] = place.split('/').reverse();
  return {
    ...{ apiVersion: versions[kind] ?? 'v1', kind, metadata: namespace === undefined ? { name } : { name, namespace } },
    ...(spec === undefined ? {} : { spec: JSON.parse(spec) as unknown }),
  };
};

async function stacksOf(words: readonly string[]): Promise<readonly Stack[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-prune-'));
  try {
    writeFileSync(join(folder, 'a.yaml'), words.map((word) => JSON.stringify(object(word))).join('\n---\n'));
    return await findStacks(['a.yaml'], folder, () => Promise.reject(new Error('nobody builds a kustomization')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Applies manifests as the command does, and prunes. */
async function apply(
  cluster: FakeCluster,
  words: readonly string[],
  { name = 'drydock-shop', allowed = [] as readonly string[], failing = '' } = {},
): Promise<{ plan: string; pruned: readonly string[] }> {
  const stacks = await stacksOf(words);
  const pruning = await beginPruning(cluster.kubectl, name, stacks, allowed);
  await announceSet(cluster.kubectl, pruning, stacks);
  const outcomes = stacks.map((stack): StackOutcome => ({
    ...{ stack, seconds: 0 },
    objects: stack.objects.map((each) => ({
      object: each,
      status: each.name === failing ? 'failed' : 'created',
      warnings: [],
    })),
  }));
  for (const each of outcomes.flatMap(({ objects }) => objects)) {
    const before = cluster.objects.get(
      [each.object.apiVersion, each.object.kind, each.object.namespace || 'shop', each.object.name].join(' '),
    );
    if (each.status !== 'failed' && before === undefined) cluster.add(each.object.manifest as unknown as Kept);
  }
  const pruned = await prune(cluster.kubectl, pruning, outcomes, failing === '');
  return { plan: planText(pruning.plan), pruned: pruned.map(described) };
}

function described({ object: { kind, name }, status }: PruneOutcome): string {
  return `${status} ${kind} ${name}`;
}

describe('drydock apply --prune', () => {
  test('deletes what it applied before and is no longer among the manifests, and nothing else', async () => {
    const cluster = new FakeCluster();
    cluster.add(object('ConfigMap by-hand'));
    const first = await apply(cluster, ['Deployment web', 'Deployment old', 'ConfigMap other/old', 'ConfigMap web']);
    expect(first).toEqual({ plan: 'nothing of the set drydock-shop is to be deleted', pruned: [] });
    const second = await apply(cluster, ['Deployment web', 'ConfigMap web']);
    expect(second.plan.split('\n').sort()).toEqual([
      '  - ConfigMap other/old',
      '  - Deployment old',
      'of the set drydock-shop, 2 objects are no longer among the manifests',
    ]);
    expect([...second.pruned].sort()).toEqual(['deleted ConfigMap old', 'deleted Deployment old']);
    expect(cluster.names()).toEqual(['ConfigMap by-hand', 'ConfigMap drydock-shop', 'ConfigMap web', 'Deployment web']);
    expect((await apply(cluster, ['Deployment web', 'ConfigMap web'])).pruned).toEqual([]);
  });

  test('remembers kinds and namespaces before it applies, and forgets those that are gone', async () => {
    const cluster = new FakeCluster();
    await apply(cluster, ['Deployment web', 'Foo other/old']);
    const set = async (): Promise<readonly unknown[]> => {
      const { kinds, namespaces } = await readApplySet(cluster.kubectl, 'drydock-shop', 'shop');
      return [kinds, namespaces];
    };
    expect(await set()).toEqual([['Deployment.apps', 'Foo.example.com'], ['other']]);
    const write = cluster.calls.findIndex((call) => call.startsWith('apply'));
    expect(write).toBeLessThan(cluster.calls.findIndex((call) => call.startsWith('label')));
    await apply(cluster, ['Deployment web']);
    expect(await set()).toEqual([['Deployment.apps'], []]);
  });

  test.each([
    ['Namespace old', 'namespace/old', 'all that is in it'],
    ['PersistentVolume old', 'pv/old', 'its data'],
    ['PersistentVolumeClaim old', 'PersistentVolumeClaims/shop/old', 'its data'],
    ['CustomResourceDefinition old', 'crd/old', 'all objects of its kind'],
    [
      'StatefulSet old {"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Delete"}}',
      'sts/old',
      'its claims, with their data,',
    ],
  ])('never deletes %s without its name', async (word, allowance, loss) => {
    const cluster = new FakeCluster();
    await apply(cluster, ['Deployment web', word.replace('Claim old', 'Claim shop/old')]);
    const kept = await apply(cluster, ['Deployment web']);
    expect(kept.plan).toContain(`stays: ${loss} would go with it (--prune-allow `);
    expect(kept.pruned).toEqual([expect.stringMatching(/^kept \w+ old$/)]);
    expect(cluster.names().some((name) => name.endsWith(' old'))).toBe(true);
    const named = await apply(cluster, ['Deployment web'], { allowed: [allowance] });
    expect(named.pruned).toEqual([expect.stringMatching(/^deleted \w+ old$/)]);
    expect(cluster.names().some((name) => name.endsWith(' old'))).toBe(false);
  });

  test('deletes objects before their definition, and both before their namespace', async () => {
    const cluster = new FakeCluster();
    const all = ['Deployment web', 'Namespace n', 'CustomResourceDefinition foos', 'Foo n/foo'];
    await apply(cluster, all);
    const { pruned } = await apply(cluster, ['Deployment web'], { allowed: ['namespace/n', 'crd/foos'] });
    expect(pruned).toEqual(['deleted Foo foo', 'deleted CustomResourceDefinition foos', 'deleted Namespace n']);
  });

  test('deletes nothing where an object was refused', async () => {
    const cluster = new FakeCluster();
    await apply(cluster, ['Deployment web', 'Deployment old']);
    const { pruned } = await apply(cluster, ['Deployment web', 'Deployment new'], { failing: 'new' });
    expect(pruned).toEqual(['failed Deployment old']);
    expect(cluster.names()).toContain('Deployment old');
    expect((await apply(cluster, ['Deployment web'])).pruned).toEqual(['deleted Deployment old']);
  });

  test('deletes nothing that a set of another name has', async () => {
    const cluster = new FakeCluster();
    await apply(cluster, ['Deployment web', 'Deployment shared'], { name: 'one' });
    const { pruned } = await apply(cluster, ['Deployment shared'], { name: 'two' });
    expect(pruned).toEqual([]);
    expect((await apply(cluster, ['Deployment other'], { name: 'two' })).pruned).toEqual([]);
    expect(cluster.names()).toContain('Deployment shared');
  });

  test('fails when no member of the set is among the objects, as where another project has its name', async () => {
    const cluster = new FakeCluster();
    await apply(cluster, ['Deployment web']);
    await expect(apply(cluster, ['Deployment other'])).rejects.toThrow(
      'none of the 1 objects of the set drydock-shop is among those that are applied',
    );
  });

  test('fails when the name is that of a ConfigMap of somebody else', async () => {
    const cluster = new FakeCluster();
    cluster.add(object('ConfigMap drydock-shop'));
    await expect(apply(cluster, ['Deployment web'])).rejects.toThrow('is no set that drydock keeps');
  });

  test('fails when nobody is there to be asked', async () => {
    await expect(confirm('delete?')).rejects.toThrow('nobody is there to be asked; read the plan, and say --yes');
  });

  test.each(['shop', 'namespace/', '/shop', 'namespace/*', 'a/b/c/d'])('fails when it is to allow %s', (word) => {
    expect(() => checkAllowance(word)).toThrow('--prune-allow must be kind/name, as namespace/shop');
  });

  test('names a set after the project and what of it is applied', () => {
    expect(setName('@acme/Shop', ['dist/production'])).toBe('drydock-acme-shop-dist-production');
  });
});

test('a member that another object owns, or that goes already, is not deleted', async () => {
  const cluster = new FakeCluster();
  await apply(cluster, ['Deployment web', 'ConfigMap owned', 'ConfigMap going', 'ConfigMap old']);
  for (const [name, more] of Object.entries({
    owned: { ownerReferences: [{}] },
    going: { deletionTimestamp: 'now' },
  })) {
    Object.assign(cluster.objects.get(`v1 ConfigMap shop ${name}`)?.metadata ?? {}, more);
  }
  expect((await apply(cluster, ['Deployment web'])).pruned).toEqual(['deleted ConfigMap old']);
});
