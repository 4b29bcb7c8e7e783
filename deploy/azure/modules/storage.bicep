// The store of videos and artefacts, and beside it the packages that machines fetch: reached by identity alone, from the installation's
// subnets and from operators' addresses alone. A role stands on one container, so that who uploads packages reads no video.

param name string
param location string
param tags object

param subnetIds array

@description('Addresses of operators (CIDR). The account knows no /31.')
param operatorAddresses array = []

@description('Principals that read and write videos and artefacts: identities of analysis-service.')
param writerPrincipalIds array

@description('Principals that fetch packages: identities of machines.')
param packageReaderPrincipalIds array = []

@description('Principals that upload packages: operators.')
param packageWriterPrincipalIds array = []

var reader = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
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
      // A single address stands without its length here.
      ipRules: [for address in operatorAddresses: {
        value: replace(address, '/32', '')
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

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  name: '${blobs.name}/packages'
  properties: {
    publicAccess: 'None'
  }
}

resource mayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in writerPrincipalIds: {
  name: guid(container.id, principal, contributor)
  scope: container
  properties: {
    roleDefinitionId: contributor
    principalId: principal
    principalType: 'ServicePrincipal'
  }
}]

resource mayFetchPackages 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in packageReaderPrincipalIds: {
  name: guid(packages.id, principal, reader)
  scope: packages
  properties: {
    roleDefinitionId: reader
    principalId: principal
    principalType: 'ServicePrincipal'
  }
}]

// People or groups: Azure finds out which.
resource mayUploadPackages 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in packageWriterPrincipalIds: {
  name: guid(packages.id, principal, contributor)
  scope: packages
  properties: {
    roleDefinitionId: contributor
    principalId: principal
  }
}]

output id string = account.id
output blobEndpoint string = account.properties.primaryEndpoints.blob
output packagesUrl string = '${account.properties.primaryEndpoints.blob}packages'
