// What every installation leans on, whatever it runs on: logs, identities, secrets, Redis, SQL, the store, and images where there are any.
//
// Each service has an identity that may read the secrets of that service and no others: the one that decodes strangers' videos has no
// key that vouches for callers, and no certificate. NAME-gateway-identity, NAME-sessions-identity, NAME-analyses-identity.

param name string
param location string
param tags object

@description('Subnets of the processes.')
param subnetIds array

@description('A container registry. Virtual machines need none.')
param withRegistry bool = true

@description('Logs come in with the key of the workspace: Container Apps.')
param logsByKey bool = false

@description('One more identity that may do what the three together may, for places that cannot keep processes apart: a virtual machine, a web app.')
param machineIdentity bool = false

@description('Subnet of an application gateway, which fetches its certificate from the vault. Empty: none.')
param ingressSubnetId string = ''

@description('Principals that may read the secret tls-pfx: the identity of an application gateway.')
param certificateReaderPrincipalIds array = []

@description('Addresses (CIDR) from which vault, store and SQL server answer operators.')
param operatorAddresses array = []

@description('Object ids of people or groups that may rotate secrets and upload packages. Videos are not theirs to read.')
param operatorPrincipalIds array = []

param alertEmails array = []
param applicationInsights bool = false
param redisSku string = 'Balanced_B1'
param sqlServiceObjective string = 'S2'
param sqlTier string = 'Standard'
param sqlZoneRedundant bool = false

@description('Administrator of the SQL server. No service knows the password, and the vault does not hold it.')
param sqlUser string = 'gait'

@description('Users of the databases as which the services log in. sql-users.sh makes them.')
param sessionsSqlUser string = 'gait_sessions'
param analysesSqlUser string = 'gait_analyses'

@secure()
param sqlPassword string
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

@description('Certificate and key as PKCS #12 in base64, without a password: what an application gateway takes.')
@secure()
param tlsPfx string = ''

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

module gateway 'identity.bicep' = {
  name: '${name}-gateway-identity'
  params: {
    name: '${name}-gateway'
    location: location
    tags: tags
  }
}

module sessions 'identity.bicep' = {
  name: '${name}-sessions-identity'
  params: {
    name: '${name}-sessions'
    location: location
    tags: tags
  }
}

module analyses 'identity.bicep' = {
  name: '${name}-analyses-identity'
  params: {
    name: '${name}-analyses'
    location: location
    tags: tags
  }
}

module machines 'identity.bicep' = if (machineIdentity) {
  name: '${name}-machines-identity'
  params: {
    name: '${name}-machines'
    location: location
    tags: tags
  }
}

var machinePrincipalIds = machineIdentity ? [ machines!.outputs.principalId ] : []

module vault 'vault.bicep' = {
  name: '${name}-vault'
  params: {
    name: take('${name}-kv-${unique}', 24)
    location: location
    tags: tags
    subnetIds: empty(ingressSubnetId) ? subnetIds : concat(subnetIds, [ ingressSubnetId ])
    operatorAddresses: operatorAddresses
    officerPrincipalIds: operatorPrincipalIds
    sessionsSqlPassword: sessionsSqlPassword
    analysesSqlPassword: analysesSqlPassword
    identityPrivateKey: identityPrivateKey
    identityPublicKey: identityPublicKey
    bootstrapPassword: bootstrapPassword
    tlsCertificate: tlsCertificate
    tlsPrivateKey: tlsPrivateKey
    tlsPfx: tlsPfx
  }
}

module registry 'registry.bicep' = if (withRegistry) {
  name: '${name}-registry'
  params: {
    name: take(replace('${name}${unique}', '-', ''), 50)
    location: location
    tags: tags
    pullerPrincipalIds: concat(
      [ gateway.outputs.principalId, sessions.outputs.principalId, analyses.outputs.principalId ],
      machinePrincipalIds
    )
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
    operatorAddresses: operatorAddresses
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
    operatorAddresses: operatorAddresses
    writerPrincipalIds: concat([ analyses.outputs.principalId ], machinePrincipalIds)
    // Machines that only compute may run as analyses alone, and have to fetch the package all the same.
    packageReaderPrincipalIds: machineIdentity ? concat([ analyses.outputs.principalId ], machinePrincipalIds) : []
    packageWriterPrincipalIds: operatorPrincipalIds
  }
}

// A role stands on one secret. Those that are not given this time have it from an earlier deployment, if they are there at all.
var given = concat(
  [ 'redis-url', 'redis-password' ],
  empty(sessionsSqlPassword) ? [] : [ 'sessions-sql-password' ],
  empty(analysesSqlPassword) ? [] : [ 'analyses-sql-password' ],
  empty(identityPrivateKey) ? [] : [ 'identity-private-key' ],
  empty(identityPublicKey) ? [] : [ 'identity-public-key' ],
  empty(bootstrapPassword) ? [] : [ 'bootstrap-password' ],
  empty(tlsCertificate) ? [] : [ 'tls-certificate' ],
  empty(tlsPrivateKey) ? [] : [ 'tls-private-key' ],
  empty(tlsPfx) ? [] : [ 'tls-pfx' ]
)
// Gateways count their clients together. Managed Redis has one key that may do everything, so this is the whole one.
var gatewayReads = [ 'identity-private-key', 'redis-url', 'tls-certificate', 'tls-private-key' ]
var sessionsReads = [ 'identity-public-key', 'bootstrap-password', 'redis-url', 'sessions-sql-password' ]
// The password of Redis by itself is for the scaler that starts workers by the queue.
var analysesReads = [ 'identity-public-key', 'redis-url', 'redis-password', 'analyses-sql-password' ]

module gatewaySecrets 'secret-roles.bicep' = {
  name: '${name}-gateway-secrets'
  params: {
    vaultName: vault.outputs.name
    principalId: gateway.outputs.principalId
    secrets: intersection(gatewayReads, given)
  }
  dependsOn: [ redis ]
}

module sessionsSecrets 'secret-roles.bicep' = {
  name: '${name}-sessions-secrets'
  params: {
    vaultName: vault.outputs.name
    principalId: sessions.outputs.principalId
    secrets: intersection(sessionsReads, given)
  }
  dependsOn: [ redis ]
}

module analysesSecrets 'secret-roles.bicep' = {
  name: '${name}-analyses-secrets'
  params: {
    vaultName: vault.outputs.name
    principalId: analyses.outputs.principalId
    secrets: intersection(analysesReads, given)
  }
  dependsOn: [ redis ]
}

module machinesSecrets 'secret-roles.bicep' = if (machineIdentity) {
  name: '${name}-machines-secrets'
  params: {
    vaultName: vault.outputs.name
    principalId: machineIdentity ? machines!.outputs.principalId : ''
    secrets: intersection(union(gatewayReads, sessionsReads, analysesReads), given)
  }
  dependsOn: [ redis ]
}

module certificateSecret 'secret-roles.bicep' = [for (reader, i) in certificateReaderPrincipalIds: {
  name: '${name}-certificate-secret-${i}'
  params: {
    vaultName: vault.outputs.name
    principalId: reader
    secrets: intersection([ 'tls-pfx' ], given)
  }
}]

output workspaceId string = observability.outputs.workspaceId
output actionGroupId string = observability.outputs.actionGroupId
output gatewayIdentityId string = gateway.outputs.id
output gatewayIdentityClientId string = gateway.outputs.clientId
output gatewayIdentityPrincipalId string = gateway.outputs.principalId
output sessionsIdentityId string = sessions.outputs.id
output sessionsIdentityClientId string = sessions.outputs.clientId
output sessionsIdentityPrincipalId string = sessions.outputs.principalId
output analysesIdentityId string = analyses.outputs.id
output analysesIdentityClientId string = analyses.outputs.clientId
output analysesIdentityPrincipalId string = analyses.outputs.principalId
output machineIdentityId string = machineIdentity ? machines!.outputs.id : ''
output machineIdentityClientId string = machineIdentity ? machines!.outputs.clientId : ''
output machineIdentityPrincipalId string = machineIdentity ? machines!.outputs.principalId : ''
output vaultId string = vault.outputs.id
output vaultName string = vault.outputs.name
output vaultUri string = vault.outputs.uri
output registryServer string = withRegistry ? registry!.outputs.server : ''
output registryId string = withRegistry ? registry!.outputs.id : ''
output redisId string = redis.outputs.id
output redisAddress string = redis.outputs.address
output sqlHost string = sql.outputs.host
output sqlUser string = sql.outputs.user
output sqlSessionsUser string = sessionsSqlUser
output sqlAnalysesUser string = analysesSqlUser
output sqlAccountsId string = sql.outputs.accountsId
output sqlAnalysesId string = sql.outputs.analysesId
output sqlAccountsUrl string = sql.outputs.accountsUrl
output sqlAnalysesUrl string = sql.outputs.analysesUrl
output storageId string = storage.outputs.id
output blobEndpoint string = storage.outputs.blobEndpoint
output packagesContainerUrl string = storage.outputs.packagesUrl
