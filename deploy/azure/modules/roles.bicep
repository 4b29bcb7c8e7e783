// Built-in roles for one principal, on the resource group that holds the installation. A module, so that what needs a role can wait for it.

param principalId string

@description('Names (GUIDs) of the role definitions.')
param roles array

@description('Handed through, so that who takes it from here comes after the roles.')
param identityId string = ''

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in roles: {
  name: guid(resourceGroup().id, principalId, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

output identityId string = identityId
