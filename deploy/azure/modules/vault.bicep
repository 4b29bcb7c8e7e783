// Key Vault with the installation's secrets. A secret whose parameter is empty is left as it is in the vault, so that a later
// deployment needs only those that change. Values come from @secure parameters and go nowhere else; there are no outputs of them.

param name string
param location string
param tags object

@description('Subnets from which the vault answers.')
param subnetIds array

@description('Addresses of operators (CIDR) from which secrets may be read and rotated.')
param operatorAddresses array = []

@description('Principals that may read, write and rotate all secrets: operators. What services may read is said by secret-roles.bicep.')
param officerPrincipalIds array = []

@secure()
param sessionsSqlPassword string = ''
@secure()
param analysesSqlPassword string = ''
@secure()
param identityPrivateKey string = ''
@secure()
param identityPublicKey string = ''
@secure()
param bootstrapPassword string = ''
@secure()
param tlsCertificate string = ''
@secure()
param tlsPrivateKey string = ''
@secure()
param tlsPfx string = ''

var secretsOfficer = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7')

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'AzureServices'
      virtualNetworkRules: [for subnet in subnetIds: {
        id: subnet
        // The endpoint and this rule may come up in either order.
        ignoreMissingVnetServiceEndpoint: true
      }]
      ipRules: [for address in operatorAddresses: {
        value: address
      }]
    }
  }
}

// People or groups: Azure finds out which.
resource mayRotate 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for officer in officerPrincipalIds: {
  name: guid(vault.id, officer, secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: secretsOfficer
    principalId: officer
  }
}]

resource sessionsSqlPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(sessionsSqlPassword)) {
  name: '${vault.name}/sessions-sql-password'
  properties: { value: sessionsSqlPassword }
}

resource analysesSqlPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(analysesSqlPassword)) {
  name: '${vault.name}/analyses-sql-password'
  properties: { value: analysesSqlPassword }
}

resource identityPrivateKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(identityPrivateKey)) {
  name: '${vault.name}/identity-private-key'
  properties: {
    value: identityPrivateKey
    contentType: 'application/x-pem-file'
  }
}

resource identityPublicKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(identityPublicKey)) {
  name: '${vault.name}/identity-public-key'
  properties: {
    value: identityPublicKey
    contentType: 'application/x-pem-file'
  }
}

resource bootstrapPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(bootstrapPassword)) {
  name: '${vault.name}/bootstrap-password'
  properties: { value: bootstrapPassword }
}

resource tlsCertificateSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(tlsCertificate)) {
  name: '${vault.name}/tls-certificate'
  properties: {
    value: tlsCertificate
    contentType: 'application/x-pem-file'
  }
}

resource tlsPrivateKeySecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(tlsPrivateKey)) {
  name: '${vault.name}/tls-private-key'
  properties: {
    value: tlsPrivateKey
    contentType: 'application/x-pem-file'
  }
}

resource tlsPfxSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(tlsPfx)) {
  name: '${vault.name}/tls-pfx'
  properties: {
    value: tlsPfx
    contentType: 'application/x-pkcs12'
  }
}

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
