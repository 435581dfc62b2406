export type { Destination, Source } from './endpoint';
export { evaluateConnection } from './evaluateConnection';
export type { PodPort } from './matchRule';
export type { NonEmpty, SideVerdict, Verdict } from './verdict';
