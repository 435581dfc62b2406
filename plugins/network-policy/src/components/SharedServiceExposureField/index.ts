export { SharedServiceExposureField } from './SharedServiceExposureField';
export { sharedServiceExposureSchema } from './schema';
export type { SharedServiceExposureValue } from './schema';
export { validateSharedServiceExposure } from './validation';
