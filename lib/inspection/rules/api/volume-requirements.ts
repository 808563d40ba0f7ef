/**
 * The fields that each type of volume must fill, by the names of the API. A `?` follows one that OpenAPI does not require,
 * so that its absence is no finding of the schema.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/
 */
const requirements: Readonly<Record<string, string>> = {
  awsElasticBlockStore: 'volumeID',
  azureDisk: 'diskName diskURI',
  azureFile: 'secretName shareName',
  cephfs: 'monitors',
  cinder: 'volumeID',
  configMap: 'name?',
  csi: 'driver',
  ephemeral: 'volumeClaimTemplate?',
  flexVolume: 'driver',
  gcePersistentDisk: 'pdName',
  gitRepo: 'repository',
  glusterfs: 'endpoints path',
  hostPath: 'path',
  image: 'reference?',
  iscsi: 'targetPortal iqn',
  nfs: 'server path',
  persistentVolumeClaim: 'claimName',
  photonPersistentDisk: 'pdID',
  portworxVolume: 'volumeID',
  quobyte: 'registry volume',
  rbd: 'monitors image',
  scaleIO: 'gateway system volumeName?',
  secret: 'secretName?',
  storageos: 'volumeName?',
  vsphereVolume: 'volumePath',
};

/** The fields that a volume of that type lacks, of those that only the API server asks for. */
export function missingFields(type: string, source: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = Object.hasOwn(requirements, type) ? (requirements[type] ?? '') : '';
  return fields
    .split(' ')
    .filter((field) => field !== '')
    .filter((field) => {
      const value = source[field.replace('?', '')];
      return (
        value === '' || (Array.isArray(value) && value.length === 0) || (value === undefined && field.endsWith('?'))
      );
    })
    .map((field) => field.replace('?', ''));
}
