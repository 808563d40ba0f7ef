/** Fields of APIs that are gone, and how the same is said today, by the definition that they stood in. */
const rows: Readonly<Record<string, string>> = {
  'IngressBackend.serviceName': "write 'service.name', as networking.k8s.io/v1 has it",
  'IngressBackend.servicePort': "write 'service.port.number' or 'service.port.name', as networking.k8s.io/v1 has it",
  'IngressSpec.backend': "write 'defaultBackend', as networking.k8s.io/v1 has it",
  'HorizontalPodAutoscalerSpec.targetCPUUtilizationPercentage':
    "write 'metrics' with a resource 'cpu' and a target of type Utilization, as autoscaling/v2 has it",
  'ResourceMetricSource.targetAverageUtilization':
    "write 'target' with type Utilization and averageUtilization, as autoscaling/v2 has it",
  'ResourceMetricSource.targetAverageValue': "write 'target' with type AverageValue, as autoscaling/v2 has it",
  'CustomResourceDefinitionSpec.version': "write 'versions', as apiextensions.k8s.io/v1 has it",
  'CustomResourceDefinitionSpec.validation': "write 'versions[].schema', as apiextensions.k8s.io/v1 has it",
  'CustomResourceDefinitionSpec.subresources': "write 'versions[].subresources', as apiextensions.k8s.io/v1 has it",
  'CustomResourceDefinitionSpec.additionalPrinterColumns':
    "write 'versions[].additionalPrinterColumns', as apiextensions.k8s.io/v1 has it",
  'DeploymentSpec.rollbackTo': "remove it, and use 'kubectl rollout undo'",
  'DaemonSetSpec.templateGeneration': 'remove it; apps/v1 does without',
};

/** What to write today in the place of a field that a definition had once. @returns undefined where it never had it */
export function todaysForm(definition: string, field: string): string | undefined {
  const key = `${definition}.${field}`;
  return Object.hasOwn(rows, key) ? rows[key] : undefined;
}
