// Lets one principal read single secrets of the vault, and no others of it. A secret has to be there before.

param vaultName string
param principalId string

@description('Names of the secrets.')
param secrets array

var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource readable 'Microsoft.KeyVault/vaults/secrets@2025-05-01' existing = [for secret in secrets: {
  name: '${vaultName}/${secret}'
}]

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (secret, i) in secrets: {
  name: guid(readable[i].id, principalId, secretsUser)
  scope: readable[i]
  properties: {
    roleDefinitionId: secretsUser
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]
