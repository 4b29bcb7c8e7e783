// The suite on Container Apps: gateway, session-service, analysis-service as API, and workers that KEDA starts by the queue.

param name string = 'gait'
param location string = resourceGroup().location

@description('Version of the three images.')
param version string = '0.1.0'

@description('Registry with the images. Empty: the one that is made here; push the images there, then deploy again with apps=true.')
param registryServer string = ''

@description('false at the first deployment, which makes the registry; true once it holds the images.')
param apps bool = true

@description('Replicas of the gateway.')
param gatewayMinimum int = 2
param gatewayMaximum int = 10

@description('Replicas of session-service and of the analysis API.')
param serviceMinimum int = 2
param serviceMaximum int = 10

@description('Workers. None while the queue is empty, one for every five analyses outstanding.')
param workersMinimum int = 0
param workersMaximum int = 30

@description('Suffix of the revision of the gateway that takes requests now. Empty: all go to the newest. See upgrade.sh.')
param stableRevision string = ''

@description('Suffix of the revision that is tried beside the stable one, if there is one already.')
param candidateRevision string = ''

@description('Users of the databases as which the services log in. sql-users.sh makes them.')
param sessionsSqlUser string = 'gait_sessions'
param analysesSqlUser string = 'gait_analyses'

@description('Percent of the requests that the candidate takes.')
@minValue(0)
@maxValue(100)
param candidateWeight int = 0

param zoneRedundant bool = true
param dedicatedIngress bool = true
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
  part: 'containerapps'
}

// Above the 35 s that the slowest service needs to end.
var graceSeconds = 40
var identityFolder = '/mnt/identity'

module network '../modules/network.bicep' = {
  name: '${name}-network'
  params: {
    name: name
    location: location
    tags: tags
    delegation: 'Microsoft.App/environments'
    securityRules: [
      {
        name: 'web'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: [ '80', '443' ]
        }
      }
    ]
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
    logsByKey: true
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

module appEnvironment '../modules/container-environment.bicep' = {
  name: '${name}-environment'
  params: {
    name: name
    location: location
    tags: tags
    subnetId: network.outputs.workloadSubnetId
    workspaceId: foundation.outputs.workspaceId
    zoneRedundant: zoneRedundant
    dedicatedIngress: dedicatedIngress
  }
}

var registry = empty(registryServer) ? foundation.outputs.registryServer : registryServer
var images = '${registry}/gait'
// The address of a vault ends with a slash; secrets without a version follow rotation.
var secretsUri = '${foundation.outputs.vaultUri}secrets'
var allToNewest = [
  {
    latestRevision: true
    weight: 100
  }
]
// By name: what Azure calls the latest is the latest that became ready, which one that never does is not.
var stable = [
  {
    revisionName: '${name}-gateway--${stableRevision}'
    weight: empty(candidateRevision) ? 100 : 100 - candidateWeight
    label: 'stable'
  }
]
var candidate = empty(candidateRevision) ? [] : [
  {
    revisionName: '${name}-gateway--${candidateRevision}'
    weight: candidateWeight
    label: 'candidate'
  }
]

// A container has a fixed share of processor and memory here, at least 2 GiB for each processor: the sizes of Kubernetes' limits, rounded up.
resource gateway 'Microsoft.App/containerApps@2026-01-01' = if (apps) {
  name: '${name}-gateway'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.gatewayIdentityId}': {}
    }
  }
  properties: {
    environmentId: appEnvironment.outputs.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Multiple'
      maxInactiveRevisions: 5
      ingress: {
        external: true
        targetPort: 8080
        transport: 'auto'
        allowInsecure: false
        traffic: empty(stableRevision) ? allToNewest : concat(stable, candidate)
      }
      registries: [
        {
          server: registry
          identity: foundation.outputs.gatewayIdentityId
        }
      ]
      secrets: [
        {
          name: 'identity-private-key'
          keyVaultUrl: '${secretsUri}/identity-private-key'
          identity: foundation.outputs.gatewayIdentityId
        }
        {
          name: 'redis-url'
          keyVaultUrl: '${secretsUri}/redis-url'
          identity: foundation.outputs.gatewayIdentityId
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: graceSeconds
      containers: [
        {
          name: 'gateway'
          image: '${images}/gateway:${version}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: [
            { name: 'GAIT_BEHIND_PROXY', value: 'true' }
            { name: 'GAIT_GATEWAY_SESSION_SERVICE_URLS', value: 'http://${name}-session-service' }
            { name: 'GAIT_GATEWAY_ANALYSIS_SERVICE_URLS', value: 'http://${name}-analysis-api' }
            { name: 'GAIT_IDENTITY_PRIVATE_KEY_FILE', value: '${identityFolder}/identity-private-key.pem' }
            { name: 'REDIS_URL', secretRef: 'redis-url' }
          ]
          volumeMounts: [
            { volumeName: 'tmp', mountPath: '/tmp' }
            { volumeName: 'data', mountPath: '/data' }
            { volumeName: 'identity', mountPath: identityFolder }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health/live'
                port: 8080
              }
              // A minute in all, as everywhere; the platform allows ten failures at most, so not sixty of a second.
              periodSeconds: 6
              failureThreshold: 10
              timeoutSeconds: 3
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: 8080
              }
              periodSeconds: 10
              failureThreshold: 3
              timeoutSeconds: 3
            }
            {
              // 200 while requests are welcome, also when a part is away.
              type: 'Readiness'
              httpGet: {
                path: '/health'
                port: 8080
              }
              periodSeconds: 5
              failureThreshold: 2
              timeoutSeconds: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: gatewayMinimum
        maxReplicas: gatewayMaximum
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '20'
              }
            }
          }
          {
            name: 'cpu'
            custom: {
              type: 'cpu'
              metadata: {
                type: 'Utilization'
                value: '70'
              }
            }
          }
        ]
      }
      volumes: [
        {
          name: 'tmp'
          storageType: 'EmptyDir'
        }
        {
          name: 'data'
          storageType: 'EmptyDir'
        }
        {
          name: 'identity'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'identity-private-key'
              path: 'identity-private-key.pem'
            }
          ]
        }
      ]
    }
  }
}

resource sessions 'Microsoft.App/containerApps@2026-01-01' = if (apps) {
  name: '${name}-session-service'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.sessionsIdentityId}': {}
    }
  }
  properties: {
    environmentId: appEnvironment.outputs.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        targetPort: 8082
        transport: 'http'
        // Within the environment, where traffic between apps is encrypted anyway.
        allowInsecure: true
      }
      registries: [
        {
          server: registry
          identity: foundation.outputs.sessionsIdentityId
        }
      ]
      secrets: [
        {
          name: 'sql-password'
          keyVaultUrl: '${secretsUri}/sessions-sql-password'
          identity: foundation.outputs.sessionsIdentityId
        }
        {
          name: 'redis-url'
          keyVaultUrl: '${secretsUri}/redis-url'
          identity: foundation.outputs.sessionsIdentityId
        }
        {
          name: 'identity-public-key'
          keyVaultUrl: '${secretsUri}/identity-public-key'
          identity: foundation.outputs.sessionsIdentityId
        }
        {
          name: 'bootstrap-password'
          keyVaultUrl: '${secretsUri}/bootstrap-password'
          identity: foundation.outputs.sessionsIdentityId
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: graceSeconds
      containers: [
        {
          name: 'session-service'
          image: '${images}/session-service:${version}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: [
            { name: 'GAIT_SQL_URL', value: foundation.outputs.sqlAccountsUrl }
            { name: 'GAIT_SQL_USER', value: foundation.outputs.sqlSessionsUser }
            { name: 'GAIT_SQL_PASSWORD', secretRef: 'sql-password' }
            { name: 'REDIS_URL', secretRef: 'redis-url' }
            { name: 'GAIT_IDENTITY_PUBLIC_KEY_FILE', value: '${identityFolder}/identity-public-key.pem' }
            { name: 'GAIT_ACCOUNTS_REGISTRATION', value: 'closed' }
            { name: 'GAIT_BOOTSTRAP_LOGIN', value: bootstrapLogin }
            { name: 'GAIT_BOOTSTRAP_PASSWORD', secretRef: 'bootstrap-password' }
          ]
          volumeMounts: [
            { volumeName: 'tmp', mountPath: '/tmp' }
            { volumeName: 'data', mountPath: '/data' }
            { volumeName: 'identity', mountPath: identityFolder }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health/started'
                port: 9002
              }
              // A minute in all, as everywhere; the platform allows ten failures at most, so not sixty of a second.
              periodSeconds: 6
              failureThreshold: 10
              timeoutSeconds: 3
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: 9002
              }
              periodSeconds: 10
              failureThreshold: 3
              timeoutSeconds: 3
            }
            {
              // Not /health/ready: that turns red for all replicas at once when Redis or SQL is away, and takes away what still works.
              // Alerts go by it.
              type: 'Readiness'
              httpGet: {
                path: '/health/live'
                port: 9002
              }
              periodSeconds: 5
              failureThreshold: 2
              timeoutSeconds: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: serviceMinimum
        maxReplicas: serviceMaximum
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
          {
            name: 'cpu'
            custom: {
              type: 'cpu'
              metadata: {
                type: 'Utilization'
                value: '70'
              }
            }
          }
        ]
      }
      volumes: [
        {
          name: 'tmp'
          storageType: 'EmptyDir'
        }
        {
          name: 'data'
          storageType: 'EmptyDir'
        }
        {
          name: 'identity'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'identity-public-key'
              path: 'identity-public-key.pem'
            }
          ]
        }
      ]
    }
  }
}

resource analysisApi 'Microsoft.App/containerApps@2026-01-01' = if (apps) {
  name: '${name}-analysis-api'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.analysesIdentityId}': {}
    }
  }
  properties: {
    environmentId: appEnvironment.outputs.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        targetPort: 8081
        transport: 'http'
        // Within the environment, where traffic between apps is encrypted anyway.
        allowInsecure: true
      }
      registries: [
        {
          server: registry
          identity: foundation.outputs.analysesIdentityId
        }
      ]
      secrets: [
        {
          name: 'sql-password'
          keyVaultUrl: '${secretsUri}/analyses-sql-password'
          identity: foundation.outputs.analysesIdentityId
        }
        {
          name: 'redis-url'
          keyVaultUrl: '${secretsUri}/redis-url'
          identity: foundation.outputs.analysesIdentityId
        }
        {
          name: 'identity-public-key'
          keyVaultUrl: '${secretsUri}/identity-public-key'
          identity: foundation.outputs.analysesIdentityId
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: graceSeconds
      containers: [
        {
          name: 'analysis-service'
          image: '${images}/analysis-service:${version}'
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: [
            { name: 'GAIT_ROLE', value: 'api' }
            { name: 'GAIT_SQL_URL', value: foundation.outputs.sqlAnalysesUrl }
            { name: 'GAIT_SQL_USER', value: foundation.outputs.sqlAnalysesUser }
            { name: 'GAIT_SQL_PASSWORD', secretRef: 'sql-password' }
            { name: 'REDIS_URL', secretRef: 'redis-url' }
            { name: 'GAIT_IDENTITY_PUBLIC_KEY_FILE', value: '${identityFolder}/identity-public-key.pem' }
            { name: 'GAIT_STORE_BLOB_ENDPOINT', value: foundation.outputs.blobEndpoint }
            { name: 'GAIT_STORE_BLOB_CLIENT_ID', value: foundation.outputs.analysesIdentityClientId }
            { name: 'GAIT_STORE_BLOB_CONTAINER', value: 'gait' }
            { name: 'GAIT_COMPUTATION_MEMORY', value: '320M' }
          ]
          volumeMounts: [
            { volumeName: 'tmp', mountPath: '/tmp' }
            { volumeName: 'data', mountPath: '/data' }
            { volumeName: 'identity', mountPath: identityFolder }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health/started'
                port: 9001
              }
              // A minute in all, as everywhere; the platform allows ten failures at most, so not sixty of a second.
              periodSeconds: 6
              failureThreshold: 10
              timeoutSeconds: 3
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: 9001
              }
              periodSeconds: 10
              failureThreshold: 3
              timeoutSeconds: 3
            }
            {
              // Not /health/ready: that turns red for all replicas at once when Redis or SQL is away, and takes away what still works.
              // Alerts go by it.
              type: 'Readiness'
              httpGet: {
                path: '/health/live'
                port: 9001
              }
              periodSeconds: 5
              failureThreshold: 2
              timeoutSeconds: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: serviceMinimum
        maxReplicas: serviceMaximum
        rules: [
          {
            name: 'requests'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
          {
            name: 'cpu'
            custom: {
              type: 'cpu'
              metadata: {
                type: 'Utilization'
                value: '70'
              }
            }
          }
        ]
      }
      volumes: [
        {
          name: 'tmp'
          storageType: 'EmptyDir'
        }
        {
          name: 'data'
          storageType: 'EmptyDir'
        }
        {
          name: 'identity'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'identity-public-key'
              path: 'identity-public-key.pem'
            }
          ]
        }
      ]
    }
  }
}

resource analysisWorker 'Microsoft.App/containerApps@2026-01-01' = if (apps) {
  name: '${name}-analysis-worker'
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.analysesIdentityId}': {}
    }
  }
  properties: {
    environmentId: appEnvironment.outputs.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [
        {
          server: registry
          identity: foundation.outputs.analysesIdentityId
        }
      ]
      secrets: [
        {
          name: 'sql-password'
          keyVaultUrl: '${secretsUri}/analyses-sql-password'
          identity: foundation.outputs.analysesIdentityId
        }
        {
          name: 'redis-url'
          keyVaultUrl: '${secretsUri}/redis-url'
          identity: foundation.outputs.analysesIdentityId
        }
        {
          name: 'redis-password'
          keyVaultUrl: '${secretsUri}/redis-password'
          identity: foundation.outputs.analysesIdentityId
        }
        {
          name: 'identity-public-key'
          keyVaultUrl: '${secretsUri}/identity-public-key'
          identity: foundation.outputs.analysesIdentityId
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: graceSeconds
      containers: [
        {
          name: 'analysis-service'
          image: '${images}/analysis-service:${version}'
          resources: {
            cpu: json('1.0')
            memory: '2Gi'
          }
          env: [
            { name: 'GAIT_ROLE', value: 'worker' }
            { name: 'GAIT_WORKER_CONCURRENCY', value: '1' }
            { name: 'GAIT_COMPUTATION_MEMORY', value: '640M' }
            { name: 'GAIT_SQL_URL', value: foundation.outputs.sqlAnalysesUrl }
            { name: 'GAIT_SQL_USER', value: foundation.outputs.sqlAnalysesUser }
            { name: 'GAIT_SQL_PASSWORD', secretRef: 'sql-password' }
            { name: 'REDIS_URL', secretRef: 'redis-url' }
            { name: 'GAIT_IDENTITY_PUBLIC_KEY_FILE', value: '${identityFolder}/identity-public-key.pem' }
            { name: 'GAIT_STORE_BLOB_ENDPOINT', value: foundation.outputs.blobEndpoint }
            { name: 'GAIT_STORE_BLOB_CLIENT_ID', value: foundation.outputs.analysesIdentityClientId }
            { name: 'GAIT_STORE_BLOB_CONTAINER', value: 'gait' }
          ]
          volumeMounts: [
            { volumeName: 'tmp', mountPath: '/tmp' }
            { volumeName: 'data', mountPath: '/data' }
            { volumeName: 'identity', mountPath: identityFolder }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health/started'
                port: 9001
              }
              // A minute in all, as everywhere; the platform allows ten failures at most, so not sixty of a second.
              periodSeconds: 6
              failureThreshold: 10
              timeoutSeconds: 3
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: 9001
              }
              periodSeconds: 10
              failureThreshold: 3
              timeoutSeconds: 3
            }
            {
              // Not /health/ready: that turns red for all replicas at once when Redis or SQL is away, and takes away what still works.
              // Alerts go by it.
              type: 'Readiness'
              httpGet: {
                path: '/health/live'
                port: 9001
              }
              periodSeconds: 5
              failureThreshold: 2
              timeoutSeconds: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: workersMinimum
        maxReplicas: workersMaximum
        pollingInterval: 10
        // Longer than most analyses, so that a lull does not cost a start.
        cooldownPeriod: 300
        rules: [
          {
            // An entry is deleted when it is acknowledged: the stream's length is the work outstanding. No consumer group is named,
            // since entries are delivered out of order and its lag means nothing.
            name: 'queue'
            custom: {
              type: 'redis-streams'
              metadata: {
                address: foundation.outputs.redisAddress
                databaseIndex: '0'
                enableTLS: 'true'
                stream: 'gait:jobs'
                streamLength: '5'
              }
              auth: [
                {
                  secretRef: 'redis-password'
                  triggerParameter: 'password'
                }
              ]
            }
          }
        ]
      }
      volumes: [
        {
          name: 'tmp'
          storageType: 'EmptyDir'
        }
        {
          name: 'data'
          storageType: 'EmptyDir'
        }
        {
          name: 'identity'
          storageType: 'Secret'
          secrets: [
            {
              secretRef: 'identity-public-key'
              path: 'identity-public-key.pem'
            }
          ]
        }
      ]
    }
  }
}

module alerts '../modules/alerts.bicep' = {
  name: '${name}-alerts'
  params: {
    name: name
    location: location
    tags: tags
    actionGroupId: foundation.outputs.actionGroupId
    gatewayAppId: apps ? gateway.id : ''
    workerAppId: apps ? analysisWorker.id : ''
    workersMaximum: workersMaximum
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
    vaultId: foundation.outputs.vaultId
    workspaceId: apps ? foundation.outputs.workspaceId : ''
    platform: 'containerapps'
    errorsPerFiveMinutes: errorsPerFiveMinutes
    networkBytesPerQuarter: networkBytesPerQuarter
  }
}

module diagnostics '../modules/diagnostics.bicep' = {
  name: '${name}-diagnostics'
  params: {
    workspaceId: foundation.outputs.workspaceId
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
    platform: 'containerapps'
    gatewayAppId: apps ? gateway.id : ''
    containerAppIds: apps ? [ gateway.id, sessions.id, analysisApi.id, analysisWorker.id ] : []
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
  }
}

output host string = '${name}-gateway.${appEnvironment.outputs.domain}'
output registry string = registry
output vault string = foundation.outputs.vaultName
