import { UserInfoService } from '@backstage/backend-plugin-api';
import { LoadedEntity } from '../targets/LoadedEntity';
import { Person, Service } from './Caller';

/** Whether a caller is among the owners of an entity. A service owns nothing. */
export async function isOwner(
  userInfo: UserInfoService,
  caller: Person | Service,
  { owners }: Pick<LoadedEntity, 'owners'>,
): Promise<boolean> {
  if (caller.type !== 'person') {
    return false;
  }
  const { ownershipEntityRefs } = await userInfo.getUserInfo(
    caller.credentials,
  );
  return ownershipEntityRefs.some(ref => owners.includes(ref.toLowerCase()));
}
