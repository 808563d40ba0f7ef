import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many files of each kind stand in a corpus of about 20 MB. */
const COUNTS = { charts: 400, configs: 40, definitions: 10 } as const;

/**
 * Writes files as people and Helm charts write them: comments, both kinds of quotes, lists in brackets, descriptions over
 * several lines, ConfigMaps of 100 KB, custom resource definitions of 1 MB. The same at each call.
 *
 * @returns the folder that holds them
 */
export function writeRealisticText(parent: string): string {
  const folder = join(parent, 'realistic');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const random = seeded(1);
  const write = (name: string, text: string): void => writeFileSync(join(folder, `${name}.yaml`), text);
  for (let index = 0; index < COUNTS.charts; index++) {
    write(`chart-${index}`, chart(index, random));
  }
  for (let index = 0; index < COUNTS.configs; index++) {
    write(`config-${index}`, config(index, random));
  }
  for (let index = 0; index < COUNTS.definitions; index++) {
    write(`definition-${index}`, definition(index, random));
  }
  return folder;
}

type Random = (below: number) => number;

/** Numbers that are the same for the same seed, by a linear congruence. */
function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS = 'the a of cluster name value which is used by controller when not set default to request and list'.split(
  ' ',
);

function sentence(words: number, random: Random): string {
  return Array.from({ length: words }, () => WORDS[random(WORDS.length)] ?? '').join(' ');
}

/** What `helm template` prints of a chart with ten workloads. */
function chart(index: number, random: Random): string {
  return Array.from({ length: 10 }, (_, part) => workload(`app-${index}-${part}`, random)).join('');
}

function workload(name: string, random: Random): string {
  return `---
# Source: shop/templates/${name}.yaml
# ${sentence(8, random)}
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels: {app.kubernetes.io/name: ${name}, helm.sh/chart: "shop-1.2.${random(9)}"}
spec:
  type: ClusterIP
  ports:
    - port: 80
      targetPort: http
      protocol: TCP
  selector:
    app.kubernetes.io/name: ${name}
---
# Source: shop/templates/${name}.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "${name}"
  annotations:
    note: >-
      ${sentence(12, random)}
      ${sentence(12, random)}
spec:
  replicas: ${1 + random(5)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      annotations:
        checksum/config: '${random(2 ** 31).toString(16)}'
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
        - name: main
          image: "registry.example.com/shop/${name}:1.${random(99)}.${random(99)}"
          args: ["--port=8080", '--level', info, "--text=${sentence(3, random)}"]
          command:
            - sh
            - -c
            - |
              set -e
              exec serve --name '${name}' "$@"
          env:
            - {name: MODE, value: "production"}
            - name: GREETING
              value: ${sentence(10, random)}
                ${sentence(10, random)}
          ports:
            - name: http # ${sentence(3, random)}
              containerPort: 8080
          resources:
            limits: {cpu: 500m, memory: 256Mi}
            requests:
              cpu: 100m
              memory: 128Mi
`;
}

function config(index: number, random: Random): string {
  const lines = Array.from(
    { length: 1500 },
    (_, line) => `    ${sentence(3, random)} = ${sentence(6, random)} # ${line}\n`,
  );
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: config-${index}\ndata:\n  app.conf: |\n${lines.join('')}`;
}

/** A definition as a generator writes it, with descriptions over several lines. */
function definition(index: number, random: Random): string {
  const field = (name: string): string => `                ${name}:
                  description: |-
                    ${sentence(12, random)}.
                    ${sentence(12, random)}
                  type: string
                ${name}List:
                  description: ${sentence(11, random)}
                    ${sentence(11, random)}
                    ${sentence(5, random)}
                  items:
                    type: string
                  type: array
                  x-kubernetes-list-type: atomic
`;
  const fields = Array.from({ length: 1600 }, (_, part) => field(`field${part}`));
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things${index}.example.com
spec:
  group: example.com
  names: {kind: Thing${index}, listKind: Thing${index}List, plural: things${index}, singular: thing${index}}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
${fields.join('')}`;
}
