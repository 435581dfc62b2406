/**
 * Scaffolder actions that generate, apply, verify and remove the policies that open a shared service.
 *
 * @packageDocumentation
 */
export { scaffolderModuleNetworkPolicy as default } from './module';
