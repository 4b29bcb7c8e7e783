// Service accounts of the cluster that are one identity: their pods show a token of the cluster and get one of the identity, so no
// key lies in the cluster.

@description('Name of the identity, in this resource group.')
param identityName string

@description('Issuer of the cluster\'s tokens.')
param issuer string

param namespace string
param serviceAccounts array

// One after the other: an identity takes no two of them at a time.
@batchSize(1)
resource pods 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = [for serviceAccount in serviceAccounts: {
  name: '${identityName}/${namespace}-${serviceAccount}'
  properties: {
    issuer: issuer
    subject: 'system:serviceaccount:${namespace}:${serviceAccount}'
    audiences: [ 'api://AzureADTokenExchange' ]
  }
}]
