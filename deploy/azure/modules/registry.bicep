// Container registry, tier Standard, pulled from by identity: no administrator account, no anonymous pull.

param name string
param location string
param tags object

@description('Principals that may pull images.')
param pullerPrincipalIds array

var pull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

resource mayPull 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in pullerPrincipalIds: {
  name: guid(registry.id, principal, pull)
  scope: registry
  properties: {
    roleDefinitionId: pull
    principalId: principal
    principalType: 'ServicePrincipal'
  }
}]

output id string = registry.id
output server string = registry.properties.loginServer
