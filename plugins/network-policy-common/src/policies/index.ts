export type { DecidingPolicy, DecidingRule, Tier } from './deciding';
export type { PodPort } from './matchPort';
export { PortSet } from './portSet';
export type { NonEmpty, SideVerdict } from './sideVerdict';
