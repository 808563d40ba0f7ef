import { dnsLabel } from '../../formats/name-formats';
import { describe } from '../../schema/validator';
import type { Volume } from '../../schema/wire-types';
import type { VolumeProblem } from './volume-details';

/** The name of an iSCSI target: qualified by a domain and the month it was owned in, or an identifier of its hardware. */
const iscsiName = /^(iqn\.\d{4}-\d\d\.[-.0-9A-Za-z]+:[^,;*&$|\s]+|eui\.[0-9A-Za-z]{16}|naa\.[0-9A-Za-z]{32})$/;

/** What the types of volumes that stand for one storage system ask beyond fields that are filled. */
export function* systemProblems({
  fc,
  flocker,
  iscsi,
  azureDisk,
  quobyte,
  storageos,
}: Volume): Iterable<VolumeProblem> {
  const [wwns, wwids] = [fc?.targetWWNs ?? [], fc?.wwids ?? []];
  if (fc !== undefined && wwns.length > 0 === wwids.length > 0) {
    const message = `an fc volume takes targetWWNs or wwids, got ${wwns.length > 0 ? 'both' : 'none'}`;
    yield [['fc'], message, 'give one of the two'];
  }
  if (fc !== undefined && wwns.length > 0 && !(fc.lun !== undefined && fc.lun >= 0 && fc.lun <= 255)) {
    yield [['fc', 'lun'], `the lun must be between 0 and 255 beside targetWWNs, got ${fc.lun ?? 'none'}`, 'add it'];
  }
  const { datasetName = '', datasetUUID = '' } = flocker ?? {};
  if (flocker !== undefined && (datasetName === '') === (datasetUUID === '')) {
    const got = datasetName === '' ? 'none' : 'both';
    yield [['flocker'], `a flocker volume takes datasetName or datasetUUID, got ${got}`, 'give one of the two'];
  }
  const iqn = iscsi?.iqn ?? '';
  if (iqn !== '' && !iscsiName.test(iqn)) {
    const message = `the iqn must have the form of an iqn, eui or naa name, got ${describe(iqn)}`;
    yield [['iscsi', 'iqn'], message, `write it as 'iqn.2001-04.com.example:storage'`];
  }
  if (iscsi?.lun !== undefined && (iscsi.lun < 0 || iscsi.lun > 255)) {
    yield [['iscsi', 'lun'], `the lun must be between 0 and 255, got ${iscsi.lun}`, 'give the number of the unit'];
  }
  if (datasetName.includes('/')) {
    const message = `the datasetName must not hold '/', got ${describe(datasetName)}`;
    yield [['flocker', 'datasetName'], message, 'write the name alone'];
  }
  const { kind = '', diskURI = '' } = azureDisk ?? {};
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (diskURI !== '' && !diskURI.startsWith(start)) {
    const message = `the diskURI of a disk of kind ${kind === '' ? 'Shared' : kind} must begin with ${start}, got ${describe(diskURI)}`;
    yield [['azureDisk', 'diskURI'], message, 'write the whole URI, or the kind that it is of'];
  }
  const { registry = '', tenant = '' } = quobyte ?? {};
  if (registry !== '' && !registry.split(',').every((each) => /^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(each))) {
    const message = `the registry must be pairs of host and port, separated by commas, got ${describe(registry)}`;
    yield [['quobyte', 'registry'], message, `write it as 'registry.example.com:7861'`];
  }
  if (tenant.length > 64) {
    yield [['quobyte', 'tenant'], `the tenant must have at most 64 characters, got ${tenant.length}`, 'give its UUID'];
  }
  for (const key of ['volumeName', 'volumeNamespace'] as const) {
    const name = storageos?.[key] ?? '';
    if (name !== '' && (!dnsLabel.pattern.test(name) || name.length > dnsLabel.longest)) {
      yield [['storageos', key], `must be ${dnsLabel.title}: ${dnsLabel.rule}; got ${describe(name)}`, 'shorten it'];
    }
  }
}
