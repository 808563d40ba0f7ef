import { Construct, type IConstruct } from 'constructs';
import { checkedScope } from './chart-construct';
import { pattern } from './fields';
import { Inherited } from './inherited';
import { checkProps, type Shape } from './shape';

/** What a Folder can say. */
export interface FolderProps {
  /** Name of the folder: letters, digits, `-`, `_` and `.`, at most 63. @default - the id */
  readonly name?: string;
}

const folderName = pattern(
  /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/,
  63,
  "the name of a folder: letters, digits, '-', '_' and '.', letters or digits at both ends",
);

const folderProps: Shape<FolderProps> = { name: folderName };

const inherited = new Inherited<Folder>('folder');

/**
 * A folder below the output folder: an App of this package writes the charts below it there, under names that leave out
 * what is above the folder.
 *
 * What a folder holds is a set of its own, with what belongs together in one cluster at one time: it is inspected by
 * itself, so that the same object may stand in several folders. Folders may stand in folders.
 */
export class Folder extends Construct {
  /** The folder that a construct is in, or `undefined` at the top. */
  static tryOf(construct: IConstruct): Folder | undefined {
    return inherited.find(construct);
  }

  /** Where it is below the output folder, such as `staging` or `strategies/canary`. */
  readonly path: string;

  /** @throws DrydockError when the name, or the id in its place, is not fit for a folder */
  constructor(scope: Construct, id: string, props: FolderProps = {}) {
    super(checkedScope(scope, id, new.target.name), id);
    const name = props?.name ?? id;
    checkProps<FolderProps>(this, { ...props, name }, folderProps);
    const outer = Folder.tryOf(scope);
    this.path = outer === undefined ? name : `${outer.path}/${name}`;
    inherited.set(this, this);
  }
}
