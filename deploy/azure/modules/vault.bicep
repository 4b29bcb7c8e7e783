// Key Vault with the installation's secrets. A secret whose parameter is empty is left as it is in the vault, so that a later
// deployment needs only those that change. Values come from @secure parameters and go nowhere else; there are no outputs of them.

param name string
param location string
param tags object

@description('Subnets from which the vault answers.')
param subnetIds array

@description('Addresses of operators (CIDR) from which secrets may be read and rotated.')
param operatorAddresses array = []

@description('Principal that may read the secrets: the identity of the suite.')
param readerPrincipalId string

@secure()
param sqlPassword string = ''
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

var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

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

// For the resource group, which holds this installation and no other vault.
resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, readerPrincipalId, secretsUser)
  properties: {
    roleDefinitionId: secretsUser
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource sqlPasswordSecret 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = if (!empty(sqlPassword)) {
  name: '${vault.name}/sql-password'
  properties: { value: sqlPassword }
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

output id string = vault.id
output name string = vault.name
output uri string = vault.properties.vaultUri
