import type { InspectionOptions } from '../../lib/inspection/engine/configuration';
import { inspect } from '../../lib/inspection/engine/engine';
import { runsOnLine } from '../../lib/inspection/model/versions-known';
import { readYaml } from '../../lib/inspection/reading/yaml-source';
import { versionsOf } from '../../lib/inspection/schema/kubernetes-version';

const sidecar = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  initContainers: [{ name: proxy, image: 'proxy:1', restartPolicy: Always }]
  containers: [{ name: web, image: 'web:1' }]
`;

function found(text: string, options: InspectionOptions = {}): string[] {
  const { findings } = inspect(readYaml(text), { preset: 'api-only', ...options });
  return findings.map(({ rule, path, message, fix }) => `${rule} ${path}: ${message}; ${fix}`);
}

function runsOn(text: string): string {
  return runsOnLine(inspect(readYaml(text), {}).runsOn);
}

describe('the version of Kubernetes', () => {
  test.each([
    ['1.30', ['1.30']],
    ['v1.29.3', ['1.29']],
    ['v1.31.4+k3s1', ['1.31']],
    ['1.29-1.31', ['1.29', '1.30', '1.31']],
    ['v1.36.0 - 1.37', ['1.36', '1.37']],
  ])('may be written %s', (word, versions) => {
    expect(versionsOf(word)).toEqual(versions);
  });

  test.each(['1.26', '1.38', '2.0', '', 'latest', '1.31-1.29', '1.3', '01.30'])('fails when it is %j', (word) => {
    expect(() => versionsOf(word)).toThrow('must be one of 1.27, 1.28,');
  });

  test('is the newest one where nothing is said, so that what is new is no finding', () => {
    expect(found(sidecar)).toEqual([]);
  });
});

describe('what is younger than the target', () => {
  test('is told so where it is a field, and never to be moved or renamed', () => {
    expect(found(sidecar, { kubernetes: '1.27' })).toEqual([
      "schema/unknown-field spec.initContainers[0].restartPolicy: 'restartPolicy' is known from Kubernetes 1.28 on, the target " +
        'is 1.27; leave it out, or target Kubernetes 1.28 or newer (--kubernetes 1.28)',
    ]);
  });

  test.each([
    ['spec: { supplementalGroupsPolicy: Merge }', 'Pod', 'securityContext', 'known from Kubernetes 1.31 on'],
    ['spec: { trafficDistribution: PreferClose }', 'Service', '', 'known from Kubernetes 1.30 on'],
  ])('is told so: %s', (_text, kind, _field, message) => {
    const text =
      kind === 'Pod'
        ? `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  securityContext: { supplementalGroupsPolicy: Merge }\n  containers: [{ name: a, image: 'a:1' }]\n`
        : `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { trafficDistribution: PreferClose, ports: [{ port: 80 }] }\n`;
    expect(found(text, { kubernetes: '1.27' })).toEqual([expect.stringContaining(message)]);
  });

  test('is told so where it is a kind, with the apiVersion that the target has', () => {
    const policy = `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: a }\n`;
    expect(found(policy, { kubernetes: '1.29' })).toEqual([
      'schema/unknown-kind apiVersion: ValidatingAdmissionPolicy in admissionregistration.k8s.io/v1 is known from Kubernetes 1.30 ' +
        'on, the target is 1.29; target Kubernetes 1.30 or newer (--kubernetes 1.30), or write apiVersion: admissionregistration.k8s.io/v1beta1',
    ]);
  });
});

describe('an API that is no more', () => {
  const policy = `apiVersion: admissionregistration.k8s.io/v1beta1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: a }\n`;

  test.each([
    ['1.30', []],
    [
      '1.31',
      ['deprecated since Kubernetes 1.31 and removed in 1.34; write apiVersion: admissionregistration.k8s.io/v1'],
    ],
    [
      '1.33',
      ['deprecated since Kubernetes 1.31 and removed in 1.34; write apiVersion: admissionregistration.k8s.io/v1'],
    ],
    ['1.34', ['was removed in Kubernetes 1.34; the target is 1.34; write apiVersion: admissionregistration.k8s.io/v1']],
  ])('is told of in %s by what later versions serve', (kubernetes, messages) => {
    const dep = found(policy, { kubernetes }).filter((line) => line.startsWith('dep/'));
    expect(dep).toEqual(messages.map((message) => expect.stringContaining(message) as string));
  });

  test('is replaced by the stable one, not by a newer beta', () => {
    const claim = `apiVersion: resource.k8s.io/v1alpha3\nkind: ResourceClaim\nmetadata: { name: a }\nspec: {}\n`;
    expect(found(claim, { kubernetes: '1.34' }).join()).toContain('write apiVersion: resource.k8s.io/v1');
    expect(found(claim, { kubernetes: '1.34' }).join()).not.toContain('v1beta');
  });
});

describe('a range of versions', () => {
  test('finds what any of them refuses, and says which', () => {
    expect(found(sidecar, { kubernetes: '1.27-1.37' })).toEqual([
      expect.stringMatching(/is known from Kubernetes 1\.28 on, the target is 1\.27 \(Kubernetes 1\.27\);/),
    ]);
    expect(found(sidecar, { kubernetes: '1.28-1.37' })).toEqual([]);
  });

  test('says of what all refuse nothing more than one does', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [] }\n';
    expect(found(text, { kubernetes: '1.30-1.33' })).toEqual(found(text, { kubernetes: '1.33' }));
  });
});

describe('the versions on which a set runs', () => {
  test('are all where nothing in it is new or old', () => {
    expect(runsOn('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n')).toBe('runs on Kubernetes 1.27 to 1.37');
  });

  test('begin with the youngest field, and say where it is', () => {
    const service = `apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { trafficDistribution: PreferClose, ports: [{ port: 80 }] }\n`;
    expect(runsOn(`${sidecar}---\n${service}`)).toBe(
      'runs on Kubernetes 1.30 to 1.37; 1.30 for spec.trafficDistribution of Service a',
    );
    expect(runsOn(sidecar)).toBe(
      'runs on Kubernetes 1.28 to 1.37; 1.28 for spec.initContainers[0].restartPolicy of Pod shop/web',
    );
  });

  test('end with the kind that goes first, and are none where the two do not meet', () => {
    const flow = `apiVersion: flowcontrol.apiserver.k8s.io/v1beta3\nkind: FlowSchema\nmetadata: { name: a }\nspec: { priorityLevelConfiguration: { name: b } }\n`;
    expect(runsOn(flow)).toBe('runs on Kubernetes 1.27 to 1.31; 1.31 for apiVersion of FlowSchema a');
    const old = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\n';
    expect(runsOn(`${old}---\n${sidecar}`)).toMatch(
      /^runs on no Kubernetes from 1\.27 to 1\.37; 1\.28 for .*; 1\.24 for /,
    );
  });
});

describe('a status', () => {
  test('is held to the names and types of its fields, and to nothing else', () => {
    const pod = (status: string): string =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: 'a:1' }] }\nstatus: ${status}\n`;
    expect(found(pod('{ phase: Odd, conditions: [{ type: Ready }] }'))).toEqual([]);
    expect(found(pod('{ bogus: 1 }'))).toEqual([expect.stringContaining('schema/unknown-field status.bogus')]);
  });
});

describe('an object outside of namespaces', () => {
  test('is known by one catalogue, webhooks and APIServices included', () => {
    for (const [apiVersion, kind] of [
      ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
      ['apiregistration.k8s.io/v1', 'APIService'],
    ]) {
      const lines = found(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: b }\n`);
      expect(lines.join('\n')).toContain('api/namespace-scope');
    }
  });
});
