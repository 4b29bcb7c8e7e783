// What every installation leans on, whatever it runs on: logs, identity, secrets, Redis, SQL, the store, and images where there are any.

param name string
param location string
param tags object

@description('Subnets of the processes.')
param subnetIds array

@description('A container registry. Virtual machines need none.')
param withRegistry bool = true

@description('Logs come in with the key of the workspace: Container Apps.')
param logsByKey bool = false

param operatorAddresses array = []
param alertEmails array = []
param applicationInsights bool = false
param redisSku string = 'Balanced_B1'
param sqlServiceObjective string = 'S2'
param sqlTier string = 'Standard'
param sqlZoneRedundant bool = false
param sqlUser string = 'gait'

@secure()
param sqlPassword string
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

// Names that the whole of Azure shares.
var unique = uniqueString(resourceGroup().id, name)

module observability 'observability.bicep' = {
  name: '${name}-observability'
  params: {
    name: name
    location: location
    tags: tags
    applicationInsights: applicationInsights
    logsByKey: logsByKey
    alertEmails: alertEmails
  }
}

module identity 'identity.bicep' = {
  name: '${name}-identity'
  params: {
    name: name
    location: location
    tags: tags
  }
}

module vault 'vault.bicep' = {
  name: '${name}-vault'
  params: {
    name: take('${name}-kv-${unique}', 24)
    location: location
    tags: tags
    subnetIds: subnetIds
    operatorAddresses: operatorAddresses
    readerPrincipalId: identity.outputs.principalId
    sqlPassword: sqlPassword
    identityPrivateKey: identityPrivateKey
    identityPublicKey: identityPublicKey
    bootstrapPassword: bootstrapPassword
    tlsCertificate: tlsCertificate
    tlsPrivateKey: tlsPrivateKey
  }
}

module registry 'registry.bicep' = if (withRegistry) {
  name: '${name}-registry'
  params: {
    name: take(replace('${name}${unique}', '-', ''), 50)
    location: location
    tags: tags
    pullerPrincipalIds: [ identity.outputs.principalId ]
  }
}

module redis 'redis.bicep' = {
  name: '${name}-redis'
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    sku: redisSku
    vaultName: vault.outputs.name
  }
}

module sql 'sql.bicep' = {
  name: '${name}-sql'
  params: {
    name: '${name}-${unique}'
    location: location
    tags: tags
    subnetIds: subnetIds
    administrator: sqlUser
    administratorPassword: sqlPassword
    serviceObjective: sqlServiceObjective
    tier: sqlTier
    zoneRedundant: sqlZoneRedundant
  }
}

module storage 'storage.bicep' = {
  name: '${name}-storage'
  params: {
    name: take(replace('${name}${unique}', '-', ''), 24)
    location: location
    tags: tags
    subnetIds: subnetIds
    writerPrincipalId: identity.outputs.principalId
  }
}

output workspaceId string = observability.outputs.workspaceId
output actionGroupId string = observability.outputs.actionGroupId
output identityId string = identity.outputs.id
output identityName string = identity.outputs.name
output identityClientId string = identity.outputs.clientId
output identityPrincipalId string = identity.outputs.principalId
output vaultId string = vault.outputs.id
output vaultName string = vault.outputs.name
output vaultUri string = vault.outputs.uri
output registryServer string = withRegistry ? registry!.outputs.server : ''
output registryId string = withRegistry ? registry!.outputs.id : ''
output redisId string = redis.outputs.id
output redisAddress string = redis.outputs.address
output sqlHost string = sql.outputs.host
output sqlUser string = sql.outputs.user
output sqlAccountsId string = sql.outputs.accountsId
output sqlAnalysesId string = sql.outputs.analysesId
output sqlAccountsUrl string = sql.outputs.accountsUrl
output sqlAnalysesUrl string = sql.outputs.analysesUrl
output storageId string = storage.outputs.id
output blobEndpoint string = storage.outputs.blobEndpoint
