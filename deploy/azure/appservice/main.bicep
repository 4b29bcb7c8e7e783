// The suite on App Service: gateway, session-service and analysis-service as containers of one web app, so that each instance of the
// plan is a whole one, as a virtual machine is. The staging slot is another such app, to be swapped in.
//
// An app has its identities for all of its containers: here the process that decodes strangers' videos could fetch every secret of the
// suite. Where that must not be, take Container Apps or AKS.

param name string = 'gait'
param location string = resourceGroup().location

@description('Version of the three images.')
param version string = '0.1.0'

@description('Registry with the images. Empty: the one that is made here.')
param registryServer string = ''

@description('false at the first deployment, which makes the registry; true once it holds the images.')
param containers bool = true

@description('What goes into the app: the staging slot alone, to be swapped in afterwards, or both (the first time).')
param stagingOnly bool = false

param planSize string = 'P1v3'

@description('Instances of the plan.')
param minimum int = 2
param standard int = 3
param maximum int = 10

@description('How many there are now, so that a deployment under load takes none away. 0: as many as standard. deploy.sh asks.')
param instancesNow int = 0

@description('Percent of CPU and memory, averaged over 5 minutes, above which an instance is added.')
param cpuOut int = 70
param memoryOut int = 80
@description('Percent of CPU, averaged over 10 minutes, below which one is taken away.')
param cpuIn int = 30

@description('Users of the databases as which the services log in. sql-users.sh makes them.')
param sessionsSqlUser string = 'gait_sessions'
param analysesSqlUser string = 'gait_analyses'

@description('Analyses that one instance runs at a time.')
param concurrency int = 4

param zoneRedundant bool = true
param operatorAddresses array = []
param operatorPrincipalIds array = []
param alertEmails array = []
param redisSku string = 'Balanced_B1'
param sqlServiceObjective string = 'S2'
param sqlTier string = 'Standard'
param sqlZoneRedundant bool = false
param sqlUser string = 'gait'
param bootstrapLogin string = 'operator'

@description('What is too much for alerts: answers 5xx in five minutes, and bytes sent in a quarter of an hour.')
param errorsPerFiveMinutes int = 10
param networkBytesPerQuarter int = 50000000000

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

var tags = {
  suite: 'gait'
  installation: name
  part: 'appservice'
}

module network '../modules/network.bicep' = {
  name: '${name}-network'
  params: {
    name: name
    location: location
    tags: tags
    delegation: 'Microsoft.Web/serverFarms'
    natGateway: true
  }
}

module foundation '../modules/foundation.bicep' = {
  name: '${name}-foundation'
  params: {
    name: name
    location: location
    tags: tags
    subnetIds: [ network.outputs.workloadSubnetId ]
    machineIdentity: true
    operatorAddresses: operatorAddresses
    operatorPrincipalIds: operatorPrincipalIds
    alertEmails: alertEmails
    redisSku: redisSku
    sqlServiceObjective: sqlServiceObjective
    sessionsSqlUser: sessionsSqlUser
    analysesSqlUser: analysesSqlUser
    sqlTier: sqlTier
    sqlZoneRedundant: sqlZoneRedundant
    sqlUser: sqlUser
    sqlPassword: sqlPassword
    sessionsSqlPassword: sessionsSqlPassword
    analysesSqlPassword: analysesSqlPassword
    identityPrivateKey: identityPrivateKey
    identityPublicKey: identityPublicKey
    bootstrapPassword: bootstrapPassword
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: planSize
    tier: 'PremiumV3'
    capacity: instancesNow == 0 ? standard : instancesNow
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

module autoscale '../modules/autoscale.bicep' = {
  name: '${name}-plan-autoscale'
  params: {
    name: '${name}-plan'
    location: location
    tags: tags
    targetId: plan.id
    minimum: minimum
    standard: standard
    maximum: maximum
    cpuMetric: 'CpuPercentage'
    cpuOut: cpuOut
    cpuIn: cpuIn
    memoryMetric: 'MemoryPercentage'
    memoryOperator: 'GreaterThan'
    memoryThreshold: memoryOut
    notify: alertEmails
    workspaceId: foundation.outputs.workspaceId
  }
}

var registry = empty(registryServer) ? foundation.outputs.registryServer : registryServer
var images = '${registry}/gait'
var secretsUri = '${foundation.outputs.vaultUri}secrets'

// App Service has no secrets as files. place-identity-keys.sh puts the two keys here, in the storage that an app's instances share.
var identityFolder = '/home/gait'

var settings = [
  { name: 'WEBSITES_ENABLE_APP_SERVICE_STORAGE', value: 'true' }
  // Above the 35 s that the slowest service needs to end; the platform's own is 5 s.
  { name: 'WEBSITES_CONTAINER_STOP_TIME_LIMIT', value: '40' }
  // A minute in which an instance does not answer its health check: it is left out. After an hour it is replaced.
  { name: 'WEBSITE_HEALTHCHECK_MAXPINGFAILURES', value: '2' }
  // The slot is swapped in when Redis, SQL and all three services are there.
  { name: 'WEBSITE_SWAP_WARMUP_PING_PATH', value: '/health/ready' }
  { name: 'WEBSITE_SWAP_WARMUP_PING_STATUSES', value: '200' }
  { name: 'GAIT_BEHIND_PROXY', value: 'true' }
  { name: 'GAIT_GATEWAY_HEALTH_NEEDS_SERVICES', value: 'true' }
  { name: 'GAIT_IDENTITY_PRIVATE_KEY_FILE', value: '${identityFolder}/identity-private-key.pem' }
  { name: 'GAIT_IDENTITY_PUBLIC_KEY_FILE', value: '${identityFolder}/identity-public-key.pem' }
  { name: 'REDIS_URL', value: '@Microsoft.KeyVault(SecretUri=${secretsUri}/redis-url)' }
  { name: 'ACCOUNTS_SQL_URL', value: foundation.outputs.sqlAccountsUrl }
  { name: 'ACCOUNTS_SQL_USER', value: foundation.outputs.sqlSessionsUser }
  { name: 'ACCOUNTS_SQL_PASSWORD', value: '@Microsoft.KeyVault(SecretUri=${secretsUri}/sessions-sql-password)' }
  { name: 'ANALYSES_SQL_URL', value: foundation.outputs.sqlAnalysesUrl }
  { name: 'ANALYSES_SQL_USER', value: foundation.outputs.sqlAnalysesUser }
  { name: 'ANALYSES_SQL_PASSWORD', value: '@Microsoft.KeyVault(SecretUri=${secretsUri}/analyses-sql-password)' }
  { name: 'GAIT_ACCOUNTS_REGISTRATION', value: 'closed' }
  { name: 'GAIT_BOOTSTRAP_LOGIN', value: bootstrapLogin }
  { name: 'GAIT_BOOTSTRAP_PASSWORD', value: '@Microsoft.KeyVault(SecretUri=${secretsUri}/bootstrap-password)' }
  { name: 'GAIT_WORKER_CONCURRENCY', value: string(concurrency) }
  // Four computations and two looks at uploads, in the 8 GiB of an instance beside three services.
  { name: 'GAIT_COMPUTATION_MEMORY', value: '960M' }
  { name: 'GAIT_STORE_BLOB_ENDPOINT', value: foundation.outputs.blobEndpoint }
  { name: 'GAIT_STORE_BLOB_CLIENT_ID', value: foundation.outputs.machineIdentityClientId }
  { name: 'GAIT_STORE_BLOB_CONTAINER', value: 'gait' }
]

// Production works off the queue. The slot, which shares it, only answers: a version that is not swapped in yet, or any more, takes no
// analysis of production's, and needs no memory for computing beside it.
var roleInProduction = [ { name: 'GAIT_ROLE', value: 'all' } ]
var roleInTheSlot = [ { name: 'GAIT_ROLE', value: 'api' } ]

var siteConfig = {
  linuxFxVersion: 'sitecontainers'
  acrUseManagedIdentityCreds: true
  acrUserManagedIdentityID: foundation.outputs.machineIdentityClientId
  alwaysOn: true
  http20Enabled: true
  minTlsVersion: '1.2'
  scmMinTlsVersion: '1.2'
  ftpsState: 'Disabled'
  // 200 while requests are welcome and the services beside answer, also when Redis or SQL is away: an instance is no better for
  // being replaced then.
  healthCheckPath: '/health'
  autoHealEnabled: true
  autoHealRules: {
    triggers: {
      // Not 503: that is what the suite says while a part is away, and a restart brings no part back.
      statusCodes: [
        {
          status: 500
          count: 20
          timeInterval: '00:05:00'
        }
        {
          status: 502
          count: 20
          timeInterval: '00:05:00'
        }
      ]
      // An instance that hangs answers this slowly or not at all. Other paths may take long: uploads, streams of events.
      slowRequestsWithPath: [
        {
          path: '/health'
          timeTaken: '00:00:20'
          count: 5
          timeInterval: '00:10:00'
        }
      ]
      // 7 of 8 GiB. Perhaps without effect on Linux; the kernel ends a container that takes too much there.
      privateBytesInKB: 7340032
    }
    actions: {
      actionType: 'Recycle'
      // A start that fails is not made better by another one at once.
      minProcessExecutionTime: '00:10:00'
    }
  }
}

// A sidecar's environment names settings of the app: GAIT_SQL_URL is what ACCOUNTS_SQL_URL or ANALYSES_SQL_URL holds. Gateway and
// session-service get what they need alone; analysis-service inherits, since the platform tells who the app is (which opens the store)
// to those that inherit. Requests that are silent for 230 s are cut off by the platform, which nobody can change;
// uploads and event streams of the suite are never silent for that long.
var containerList = [
  {
    name: 'gateway'
    isMain: true
    targetPort: '8080'
    inherits: false
    environment: [
      { name: 'GAIT_BEHIND_PROXY', value: 'GAIT_BEHIND_PROXY' }
      { name: 'GAIT_GATEWAY_HEALTH_NEEDS_SERVICES', value: 'GAIT_GATEWAY_HEALTH_NEEDS_SERVICES' }
      { name: 'GAIT_IDENTITY_PRIVATE_KEY_FILE', value: 'GAIT_IDENTITY_PRIVATE_KEY_FILE' }
      { name: 'REDIS_URL', value: 'REDIS_URL' }
    ]
  }
  {
    name: 'session-service'
    isMain: false
    targetPort: '8082'
    inherits: false
    environment: [
      { name: 'GAIT_SQL_URL', value: 'ACCOUNTS_SQL_URL' }
      { name: 'GAIT_SQL_USER', value: 'ACCOUNTS_SQL_USER' }
      { name: 'GAIT_SQL_PASSWORD', value: 'ACCOUNTS_SQL_PASSWORD' }
      { name: 'REDIS_URL', value: 'REDIS_URL' }
      { name: 'GAIT_IDENTITY_PUBLIC_KEY_FILE', value: 'GAIT_IDENTITY_PUBLIC_KEY_FILE' }
      { name: 'GAIT_ACCOUNTS_REGISTRATION', value: 'GAIT_ACCOUNTS_REGISTRATION' }
      { name: 'GAIT_BOOTSTRAP_LOGIN', value: 'GAIT_BOOTSTRAP_LOGIN' }
      { name: 'GAIT_BOOTSTRAP_PASSWORD', value: 'GAIT_BOOTSTRAP_PASSWORD' }
    ]
  }
  {
    name: 'analysis-service'
    isMain: false
    targetPort: '8081'
    inherits: true
    environment: [
      { name: 'GAIT_SQL_URL', value: 'ANALYSES_SQL_URL' }
      { name: 'GAIT_SQL_USER', value: 'ANALYSES_SQL_USER' }
      { name: 'GAIT_SQL_PASSWORD', value: 'ANALYSES_SQL_PASSWORD' }
    ]
  }
]

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: '${name}-${uniqueString(resourceGroup().id, name)}'
  location: location
  tags: tags
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.machineIdentityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: network.outputs.workloadSubnetId
    outboundVnetRouting: {
      allTraffic: true
    }
    keyVaultReferenceIdentity: foundation.outputs.machineIdentityId
    siteConfig: union(siteConfig, { appSettings: concat(settings, roleInProduction) })
  }
}

// What stays where it is when slots are swapped.
resource ofTheSlot 'Microsoft.Web/sites/config@2024-11-01' = {
  name: '${app.name}/slotConfigNames'
  properties: {
    appSettingNames: [ 'GAIT_ROLE' ]
  }
}

resource appContainers 'Microsoft.Web/sites/sitecontainers@2024-11-01' = [for container in containerList: if (containers && !stagingOnly) {
  name: '${app.name}/${container.name}'
  properties: {
    image: '${images}/${container.name}:${version}'
    isMain: container.isMain
    targetPort: container.targetPort
    authType: 'UserAssigned'
    userManagedIdentityClientId: foundation.outputs.machineIdentityClientId
    inheritAppSettingsAndConnectionStrings: container.inherits
    environmentVariables: container.environment
  }
}]

resource staging 'Microsoft.Web/sites/slots@2024-11-01' = {
  name: '${app.name}/staging'
  location: location
  tags: tags
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.machineIdentityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: network.outputs.workloadSubnetId
    outboundVnetRouting: {
      allTraffic: true
    }
    keyVaultReferenceIdentity: foundation.outputs.machineIdentityId
    siteConfig: union(siteConfig, { appSettings: concat(settings, roleInTheSlot) })
  }
}

resource stagingContainers 'Microsoft.Web/sites/slots/sitecontainers@2024-11-01' = [for container in containerList: if (containers) {
  name: '${staging.name}/${container.name}'
  properties: {
    image: '${images}/${container.name}:${version}'
    isMain: container.isMain
    targetPort: container.targetPort
    authType: 'UserAssigned'
    userManagedIdentityClientId: foundation.outputs.machineIdentityClientId
    inheritAppSettingsAndConnectionStrings: container.inherits
    environmentVariables: container.environment
  }
}]

module alerts '../modules/alerts.bicep' = {
  name: '${name}-alerts'
  params: {
    name: name
    location: location
    tags: tags
    actionGroupId: foundation.outputs.actionGroupId
    planId: plan.id
    siteId: app.id
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
    vaultId: foundation.outputs.vaultId
    workspaceId: containers ? foundation.outputs.workspaceId : ''
    platform: 'appservice'
    errorsPerFiveMinutes: errorsPerFiveMinutes
    networkBytesPerQuarter: networkBytesPerQuarter
  }
}

module diagnostics '../modules/diagnostics.bicep' = {
  name: '${name}-diagnostics'
  params: {
    workspaceId: foundation.outputs.workspaceId
    siteId: app.id
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    vaultId: foundation.outputs.vaultId
  }
}

module dashboard '../modules/dashboard.bicep' = {
  name: '${name}-dashboard'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: foundation.outputs.workspaceId
    platform: 'appservice'
    planId: plan.id
    siteId: app.id
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
  }
}

output app string = app.name
output host string = app.properties.defaultHostName
output registry string = registry
output vault string = foundation.outputs.vaultName
