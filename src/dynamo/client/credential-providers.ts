/** The SDK's sources of credentials. The build makes a bundle of its own of this file, which is loaded when a run needs one of them. */
export {
  fromIni,
  fromInstanceMetadata,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
export { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/nested-clients/sts';
