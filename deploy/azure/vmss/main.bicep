// The suite on virtual machines: a scale set over three zones behind a public load balancer, SSH through its NAT ports, and
// if wanted a second set of spot machines that only compute. cloud-init.yaml makes a machine of a plain image.

param name string = 'gait'
param location string = resourceGroup().location

@description('standard: 2 to 10 machines, 3 at first; out at 70 % CPU, in at 30 %. small: 2 to 3; out at 75 %, in at 20 %.')
@allowed([ 'standard', 'small' ])
param preset string = 'standard'

@description('Replace the fewest and the most machines of the preset. 0: as it says. The most is bounded by the ports for SSH.')
@minValue(0)
@maxValue(50)
param minimum int = 0
@minValue(0)
@maxValue(50)
param maximum int = 0

@description('Replaces the preset\'s size of a machine.')
param machineSize string = ''

@description('Resource id of an image in a gallery. Empty: Debian 12 from the marketplace.')
param imageId string = ''

@description('Image from the marketplace, of generation 2 for trusted launch.')
param image object = {
  publisher: 'debian'
  offer: 'debian-12'
  sku: '12-gen2'
  version: 'latest'
}

@description('Who logs in by SSH. None of the names that Debian and Ubuntu bring: with one of those no machine can be made.')
param adminUser string = 'gaitadmin'

@description('Public key for SSH. There are no passwords.')
param sshPublicKey string = ''

@description('Addresses (CIDR) from which SSH is answered. Empty: from nowhere.')
param sshFrom array = []

@description('false at the first deployment, which makes the container for the package; true once it holds it, see publish-package.sh.')
param machines bool = true

@description('The suite\'s package, its SHA-256 and its version.')
param packageUrl string = ''
param packageSha256 string = ''
param version string = '0.1.0'

@description('How many machines there are now, so that a deployment under load takes none away. 0: as many as the preset says. deploy.sh asks.')
param machinesNow int = 0
param workersNow int = 0

@description('A second set of spot machines for analyses.')
param spotWorkers bool = false
param workerSize string = 'Standard_D4s_v5'
param workersMinimum int = 1
param workersDefault int = 2
param workersMaximum int = 10

@description('Answers 5xx in five minutes, and bytes sent in a quarter of an hour, that are too many.')
param errorsPerFiveMinutes int = 10
param networkBytesPerQuarter int = 50000000000

@description('What the main machines do. With spot workers they take requests only; say all where spot machines may be hard to get.')
@allowed([ 'all', 'api' ])
param mainRole string = spotWorkers ? 'api' : 'all'

@description('Addresses (CIDR) from which operators reach the vault, SQL and the store, and their principals, which get roles on data.')
param operatorAddresses array = []
param operatorPrincipalIds array = []
param alertEmails array = []
param redisSku string = 'Balanced_B1'
param sqlServiceObjective string = 'S2'
param sqlTier string = 'Standard'
param sqlZoneRedundant bool = false
param sqlUser string = 'gait'

@description('The users as which the services log in to their databases, made by sql-users.sh.')
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

var presets = {
  standard: {
    minimum: 2
    default: 3
    maximum: 10
    cpuOut: 70
    cpuIn: 30
    machineSize: 'Standard_D2s_v5'
  }
  // Three services and a computation do not fit in the 1 GiB of a Standard_B1s.
  small: {
    minimum: 2
    default: 2
    maximum: 3
    cpuOut: 75
    cpuIn: 20
    machineSize: 'Standard_B2s'
  }
}
var chosen = presets[preset]
var fewest = minimum > 0 ? minimum : (maximum > 0 ? min(chosen.minimum, maximum) : chosen.minimum)
var most = maximum > 0 ? maximum : max(chosen.maximum, fewest)
var usual = min(max(chosen.default, fewest), most)

// clean-up.sh goes by these: what is tagged machines costs by the hour and can be made again, data cannot.
var machineTags = {
  suite: 'gait'
  installation: name
  part: 'machines'
}
var dataTags = {
  suite: 'gait'
  installation: name
  part: 'data'
}

var zones = [ '1', '2', '3' ]
var gatewayPort = 8080
var gatewayTlsPort = 8443
var workerManagementPort = 9001
var balancerName = '${name}-lb'
var frontendId = resourceId('Microsoft.Network/loadBalancers/frontendIPConfigurations', balancerName, 'public')
var poolId = resourceId('Microsoft.Network/loadBalancers/backendAddressPools', balancerName, 'machines')
var probeId = resourceId('Microsoft.Network/loadBalancers/probes', balancerName, 'health')
var withWorkers = machines && spotWorkers
var imageReference = empty(imageId) ? image : { id: imageId }

// Rules see the ports of the machines, after the load balancer's translation.
var publicRules = [
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
      destinationPortRanges: [ string(gatewayPort), string(gatewayTlsPort) ]
    }
  }
  {
    name: 'probes'
    properties: {
      priority: 110
      direction: 'Inbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefix: 'AzureLoadBalancer'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: string(gatewayPort)
    }
  }
]
var sshRules = [
  {
    name: 'ssh'
    properties: {
      priority: 120
      direction: 'Inbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefixes: sshFrom
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '22'
    }
  }
]
// Machines have no business with each other: a service talks to the two beside it, and to Redis, SQL and the store.
var closingRules = [
  {
    name: 'nothing-else'
    properties: {
      priority: 4000
      direction: 'Inbound'
      access: 'Deny'
      protocol: '*'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '*'
    }
  }
]

module network '../modules/network.bicep' = {
  name: '${name}-network'
  params: {
    name: name
    location: location
    tags: machineTags
    securityRules: empty(sshFrom) ? concat(publicRules, closingRules) : concat(publicRules, sshRules, closingRules)
    natGateway: true
  }
}

module foundation '../modules/foundation.bicep' = {
  name: '${name}-foundation'
  params: {
    name: name
    location: location
    tags: dataTags
    subnetIds: [ network.outputs.workloadSubnetId ]
    withRegistry: false
    machineIdentity: true
    operatorAddresses: operatorAddresses
    operatorPrincipalIds: operatorPrincipalIds
    alertEmails: alertEmails
    redisSku: redisSku
    sqlServiceObjective: sqlServiceObjective
    sqlTier: sqlTier
    sqlZoneRedundant: sqlZoneRedundant
    sqlUser: sqlUser
    sessionsSqlUser: sessionsSqlUser
    analysesSqlUser: analysesSqlUser
    sqlPassword: sqlPassword
    sessionsSqlPassword: sessionsSqlPassword
    analysesSqlPassword: analysesSqlPassword
    identityPrivateKey: identityPrivateKey
    identityPublicKey: identityPublicKey
    bootstrapPassword: bootstrapPassword
    tlsCertificate: tlsCertificate
    tlsPrivateKey: tlsPrivateKey
  }
}

// What a machine is told at its first start. No secret is in it: machines fetch those from the vault, as themselves.
var template = loadTextContent('cloud-init.yaml')
var withPackage = replace(replace(replace(template, '@@PACKAGE_URL@@', packageUrl), '@@PACKAGE_SHA256@@', packageSha256), '@@VERSION@@', version)
var withStores = replace(replace(withPackage, '@@KEY_VAULT@@', foundation.outputs.vaultName), '@@BLOB_ENDPOINT@@', foundation.outputs.blobEndpoint)
var withSql = replace(withStores, '@@SQL_HOST@@', foundation.outputs.sqlHost)
var withUsers = replace(replace(withSql, '@@SESSIONS_SQL_USER@@', sessionsSqlUser), '@@ANALYSES_SQL_USER@@', analysesSqlUser)
// A main machine runs all services and has the identity that reads the secrets of all. A machine that only computes, on strangers'
// videos, has that of analysis-service.
var mainIdentity = replace(withUsers, '@@IDENTITY_CLIENT_ID@@', foundation.outputs.machineIdentityClientId)
var workerIdentity = replace(withUsers, '@@IDENTITY_CLIENT_ID@@', foundation.outputs.analysesIdentityClientId)
var mainStart = base64(replace(mainIdentity, '@@ROLE@@', mainRole))
var workerStart = base64(replace(workerIdentity, '@@ROLE@@', 'worker'))

resource address 'Microsoft.Network/publicIPAddresses@2025-05-01' = if (machines) {
  name: '${name}-ip'
  location: location
  tags: machineTags
  sku: { name: 'Standard' }
  zones: zones
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
    dnsSettings: {
      domainNameLabel: toLower('${name}-${uniqueString(resourceGroup().id, name)}')
    }
  }
}

resource balancer 'Microsoft.Network/loadBalancers@2025-05-01' = if (machines) {
  name: balancerName
  location: location
  tags: machineTags
  sku: { name: 'Standard' }
  properties: {
    frontendIPConfigurations: [
      {
        name: 'public'
        properties: {
          publicIPAddress: { id: address.id }
        }
      }
    ]
    backendAddressPools: [
      { name: 'machines' }
    ]
    probes: [
      {
        // 200 while requests are welcome, also when Redis or SQL is away: all machines would leave at once, and none would answer.
        name: 'health'
        properties: {
          protocol: 'Http'
          port: gatewayPort
          requestPath: '/health'
          intervalInSeconds: 5
          probeThreshold: 2
        }
      }
    ]
    loadBalancingRules: [
      {
        name: 'http'
        properties: {
          protocol: 'Tcp'
          frontendPort: 80
          backendPort: gatewayPort
          frontendIPConfiguration: { id: frontendId }
          backendAddressPool: { id: poolId }
          probe: { id: probeId }
          enableTcpReset: true
          // Above the 600 s that the gateway allows an upload or an event stream to be silent.
          idleTimeoutInMinutes: 15
          disableOutboundSnat: true
        }
      }
      {
        name: 'https'
        properties: {
          protocol: 'Tcp'
          frontendPort: 443
          backendPort: gatewayTlsPort
          frontendIPConfiguration: { id: frontendId }
          backendAddressPool: { id: poolId }
          probe: { id: probeId }
          enableTcpReset: true
          idleTimeoutInMinutes: 15
          disableOutboundSnat: true
        }
      }
    ]
    inboundNatRules: [
      {
        // A port for each machine, in the order in which they came. A rolling upgrade has more machines for a while, and ports are
        // not given again at once: twelve for each of the usual ten, more than two for each of the fifty that there may be.
        name: 'ssh'
        properties: {
          protocol: 'Tcp'
          frontendIPConfiguration: { id: frontendId }
          backendAddressPool: { id: poolId }
          frontendPortRangeStart: 50000
          frontendPortRangeEnd: 50119
          backendPort: 22
          enableTcpReset: true
          idleTimeoutInMinutes: 15
        }
      }
    ]
  }
}

resource machineSet 'Microsoft.Compute/virtualMachineScaleSets@2026-03-01' = if (machines) {
  name: '${name}-machines'
  location: location
  tags: machineTags
  zones: zones
  sku: {
    name: empty(machineSize) ? chosen.machineSize : machineSize
    tier: 'Standard'
    capacity: machinesNow == 0 ? usual : machinesNow
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.machineIdentityId}': {}
    }
  }
  properties: {
    orchestrationMode: 'Uniform'
    zoneBalance: true
    platformFaultDomainCount: 1
    singlePlacementGroup: false
    overprovision: false
    upgradePolicy: {
      mode: 'Rolling'
      rollingUpgradePolicy: {
        maxBatchInstancePercent: 20
        maxUnhealthyInstancePercent: 20
        maxUnhealthyUpgradedInstancePercent: 20
        pauseTimeBetweenBatches: 'PT30S'
        prioritizeUnhealthyInstances: true
        // A new machine comes before an old one goes. It also means that new custom data is used: a machine reads it once.
        // Where Azure still counts this as a preview, the subscription must have the feature Microsoft.Compute/MaxSurgeRollingUpgrade.
        maxSurge: true
        rollbackFailedInstancesOnPolicyBreach: true
      }
    }
    automaticRepairsPolicy: {
      enabled: true
      gracePeriod: 'PT10M'
      repairAction: 'Replace'
    }
    scaleInPolicy: {
      rules: [ 'Default' ]
    }
    virtualMachineProfile: {
      osProfile: {
        computerNamePrefix: take('${name}-', 9)
        adminUsername: adminUser
        customData: mainStart
        linuxConfiguration: {
          disablePasswordAuthentication: true
          provisionVMAgent: true
          ssh: {
            publicKeys: [
              {
                path: '/home/${adminUser}/.ssh/authorized_keys'
                keyData: sshPublicKey
              }
            ]
          }
        }
      }
      // The same once more where a machine can read it at any time, at the instance metadata service.
      userData: mainStart
      storageProfile: {
        imageReference: imageReference
        osDisk: {
          createOption: 'FromImage'
          caching: 'ReadWrite'
          diskSizeGB: 64
          managedDisk: {
            storageAccountType: 'Premium_LRS'
          }
        }
      }
      securityProfile: {
        securityType: 'TrustedLaunch'
        uefiSettings: {
          secureBootEnabled: true
          vTpmEnabled: true
        }
      }
      diagnosticsProfile: {
        bootDiagnostics: { enabled: true }
      }
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'primary'
            properties: {
              primary: true
              ipConfigurations: [
                {
                  name: 'primary'
                  properties: {
                    subnet: { id: network.outputs.workloadSubnetId }
                    loadBalancerBackendAddressPools: [
                      // By the load balancer's own id, so that it is there first.
                      { id: '${balancer.id}/backendAddressPools/machines' }
                    ]
                  }
                }
              ]
            }
          }
        ]
      }
      // For repairs: whether the gateway's process lives, whatever it can reach. Version 1.0 goes by the status code; 2.0 wants a
      // body of its own and would call every machine unknown.
      extensionProfile: {
        extensions: [
          {
            name: 'health'
            properties: {
              publisher: 'Microsoft.ManagedServices'
              type: 'ApplicationHealthLinux'
              typeHandlerVersion: '1.0'
              autoUpgradeMinorVersion: true
              settings: {
                protocol: 'http'
                port: gatewayPort
                requestPath: '/health/live'
                intervalInSeconds: 10
                numberOfProbes: 3
              }
            }
          }
          {
            // Carries logs to the workspace, see machine-logs.bicep. A machine serves without it as well as with it.
            name: 'logs'
            properties: {
              publisher: 'Microsoft.Azure.Monitor'
              type: 'AzureMonitorLinuxAgent'
              typeHandlerVersion: '1.33'
              autoUpgradeMinorVersion: true
              suppressFailures: true
              settings: {
                authentication: {
                  managedIdentity: {
                    'identifier-name': 'mi_res_id'
                    'identifier-value': foundation.outputs.machineIdentityId
                  }
                }
              }
            }
          }
        ]
      }
      // A machine that is taken away is told so, and has five minutes; its services need 35 s.
      scheduledEventsProfile: {
        terminateNotificationProfile: {
          enable: true
          notBeforeTimeout: 'PT5M'
        }
      }
    }
  }
}

module autoscale '../modules/autoscale.bicep' = if (machines) {
  name: '${name}-machines-autoscale'
  params: {
    name: '${name}-machines'
    location: location
    tags: machineTags
    targetId: machines ? machineSet.id : ''
    minimum: fewest
    standard: usual
    maximum: most
    cpuMetric: 'Percentage CPU'
    cpuOut: chosen.cpuOut
    cpuIn: chosen.cpuIn
    // The host knows what is available, not what is used: used above 80 % is available below 20 %.
    memoryMetric: 'Available Memory Percentage'
    memoryOperator: 'LessThan'
    memoryThreshold: 20
    notify: alertEmails
    workspaceId: foundation.outputs.workspaceId
  }
}

resource workers 'Microsoft.Compute/virtualMachineScaleSets@2026-03-01' = if (withWorkers) {
  name: '${name}-workers'
  location: location
  tags: machineTags
  zones: zones
  sku: {
    name: workerSize
    tier: 'Standard'
    capacity: workersNow == 0 ? workersDefault : workersNow
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${foundation.outputs.analysesIdentityId}': {}
    }
  }
  properties: {
    orchestrationMode: 'Uniform'
    // Spot machines come where there is room.
    zoneBalance: false
    platformFaultDomainCount: 1
    singlePlacementGroup: false
    overprovision: false
    // Nobody waits for a worker: upgrade.sh makes them anew, and the queue keeps what they did not finish.
    upgradePolicy: {
      mode: 'Manual'
    }
    spotRestorePolicy: {
      enabled: true
      restoreTimeout: 'PT1H'
    }
    automaticRepairsPolicy: {
      enabled: true
      gracePeriod: 'PT10M'
      repairAction: 'Replace'
    }
    virtualMachineProfile: {
      // Spot machines cannot have the notice of termination that the main ones have; their eviction is announced anyway, 30 s before.
      priority: 'Spot'
      evictionPolicy: 'Delete'
      billingProfile: {
        // Never evicted for the price, only for room.
        maxPrice: json('-1')
      }
      osProfile: {
        computerNamePrefix: take('${name}-w-', 9)
        adminUsername: adminUser
        customData: workerStart
        linuxConfiguration: {
          disablePasswordAuthentication: true
          provisionVMAgent: true
          ssh: {
            publicKeys: [
              {
                path: '/home/${adminUser}/.ssh/authorized_keys'
                keyData: sshPublicKey
              }
            ]
          }
        }
      }
      userData: workerStart
      storageProfile: {
        imageReference: imageReference
        osDisk: {
          createOption: 'FromImage'
          caching: 'ReadWrite'
          diskSizeGB: 64
          managedDisk: {
            storageAccountType: 'StandardSSD_LRS'
          }
        }
      }
      securityProfile: {
        securityType: 'TrustedLaunch'
        uefiSettings: {
          secureBootEnabled: true
          vTpmEnabled: true
        }
      }
      diagnosticsProfile: {
        bootDiagnostics: { enabled: true }
      }
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'primary'
            properties: {
              primary: true
              ipConfigurations: [
                {
                  name: 'primary'
                  properties: {
                    subnet: { id: network.outputs.workloadSubnetId }
                  }
                }
              ]
            }
          }
        ]
      }
      extensionProfile: {
        extensions: [
          {
            name: 'health'
            properties: {
              publisher: 'Microsoft.ManagedServices'
              type: 'ApplicationHealthLinux'
              typeHandlerVersion: '1.0'
              autoUpgradeMinorVersion: true
              settings: {
                protocol: 'http'
                port: workerManagementPort
                requestPath: '/health/live'
                intervalInSeconds: 10
                numberOfProbes: 3
              }
            }
          }
          {
            // Carries logs to the workspace, see machine-logs.bicep. A machine serves without it as well as with it.
            name: 'logs'
            properties: {
              publisher: 'Microsoft.Azure.Monitor'
              type: 'AzureMonitorLinuxAgent'
              typeHandlerVersion: '1.33'
              autoUpgradeMinorVersion: true
              suppressFailures: true
              settings: {
                authentication: {
                  managedIdentity: {
                    'identifier-name': 'mi_res_id'
                    'identifier-value': foundation.outputs.analysesIdentityId
                  }
                }
              }
            }
          }
        ]
      }
    }
  }
}

module workersAutoscale '../modules/autoscale.bicep' = if (withWorkers) {
  name: '${name}-workers-autoscale'
  params: {
    name: '${name}-workers'
    location: location
    tags: machineTags
    targetId: withWorkers ? workers.id : ''
    minimum: workersMinimum
    standard: workersDefault
    maximum: workersMaximum
    cpuMetric: 'Percentage CPU'
    // A worker with work computes on all processors, one without on none: the queue shows in the load.
    cpuOut: 70
    cpuIn: 30
    memoryMetric: 'Available Memory Percentage'
    memoryOperator: 'LessThan'
    memoryThreshold: 20
    notify: alertEmails
    workspaceId: foundation.outputs.workspaceId
  }
}

module machineLogs '../modules/machine-logs.bicep' = if (machines) {
  name: '${name}-machine-logs'
  params: {
    name: name
    location: location
    tags: machineTags
    workspaceId: foundation.outputs.workspaceId
    scaleSetNames: concat(machines ? [ machineSet.name ] : [], withWorkers ? [ workers.name ] : [])
  }
}

module alerts '../modules/alerts.bicep' = if (machines) {
  name: '${name}-alerts'
  params: {
    name: name
    tags: machineTags
    actionGroupId: foundation.outputs.actionGroupId
    scaleSetId: machines ? machineSet.id : ''
    workerSetId: withWorkers ? workers.id : ''
    loadBalancerId: machines ? balancer.id : ''
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
    vaultId: foundation.outputs.vaultId
    workspaceId: foundation.outputs.workspaceId
    platform: 'machines'
    errorsPerFiveMinutes: errorsPerFiveMinutes
    networkBytesPerQuarter: networkBytesPerQuarter
  }
}

module dashboard '../modules/dashboard.bicep' = {
  name: '${name}-dashboard'
  params: {
    name: name
    location: location
    tags: dataTags
    workspaceId: foundation.outputs.workspaceId
    platform: 'machines'
    scaleSetIds: concat(machines ? [ machineSet.id ] : [], withWorkers ? [ workers.id ] : [])
    loadBalancerId: machines ? balancer.id : ''
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
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

output address string = machines ? address!.properties.ipAddress : ''
output host string = machines ? address!.properties.dnsSettings.fqdn : ''
output packages string = foundation.outputs.packagesContainerUrl
output vault string = foundation.outputs.vaultName
