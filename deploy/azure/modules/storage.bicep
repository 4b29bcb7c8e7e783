// The store of videos and artefacts: reached by identity alone, from the installation's subnets alone.

param name string
param location string
param tags object

param subnetIds array

@description('Principal that reads and writes the container: the identity of the suite.')
param writerPrincipalId string

var contributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [for subnet in subnetIds: {
        id: subnet
        action: 'Allow'
      }]
    }
  }
}

// How long a video is kept is the suite's to say, and an erased one is gone: no soft delete, no versions.
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  name: '${account.name}/default'
  properties: {
    deleteRetentionPolicy: { enabled: false }
    containerDeleteRetentionPolicy: { enabled: false }
    isVersioningEnabled: false
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  name: '${blobs.name}/gait'
  properties: {
    publicAccess: 'None'
  }
}

// For the resource group, which holds this installation and no other account.
resource mayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, writerPrincipalId, contributor)
  properties: {
    roleDefinitionId: contributor
    principalId: writerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

output id string = account.id
output blobEndpoint string = account.properties.primaryEndpoints.blob
