import { Knex } from 'knex';
import {
  MadeObject,
  MadeObjects,
  WalkthroughRecord,
} from './WalkthroughRecord';

const table = 'walkthrough_objects';

/**
 * The record in the plugin's database, which all replicas share.
 */
export class DatabaseWalkthroughRecord implements WalkthroughRecord {
  constructor(private readonly client: Knex) {}

  async madeIn(cluster: string): Promise<MadeObjects> {
    const rows = await this.client<MadeObject>(table)
      .where({ cluster })
      .select('kind', 'uid');
    return new MadeObjects(rows);
  }

  async add({ cluster, kind, uid }: MadeObject): Promise<void> {
    await this.client<MadeObject>(table).insert({ cluster, kind, uid });
  }

  async forget({ cluster, kind, uid }: MadeObject): Promise<void> {
    await this.client<MadeObject>(table).where({ cluster, kind, uid }).delete();
  }
}
