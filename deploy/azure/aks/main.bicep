// A cluster for deploy/kubernetes: pools for the system, for the services and for workers on spot machines, KEDA, workload identity,
// secrets from Key Vault, and an application gateway with a web application firewall in front.

param name string = 'gait'
param location string = resourceGroup().location

@description('Kubernetes, for instance 1.33. Empty: the default of the region.')
param kubernetesVersion string = ''

@description('Nodes for the cluster\'s own parts.')
param systemSize string = 'Standard_DS2_v2'
param systemMinimum int = 2
param systemMaximum int = 3

@description('Nodes for gateway, services and workers: about 3.8 processors of each can be used; 200 workers of half a processor and the services make 27.')
param userSize string = 'Standard_D4s_v5'
param userMinimum int = 2
param userMaximum int = 30

@description('Spot nodes for workers. They start none until pods wait that tolerate them.')
param spotSize string = 'Standard_D4s_v5'
param spotMaximum int = 30

@description('Groups of Microsoft Entra whose members administer the cluster. There are no local accounts.')
param administratorGroupIds array = []

@description('Addresses (CIDR) from which the cluster\'s API is reached. Empty: from everywhere, with a login.')
param apiFrom array = []

@description('Whether the cluster may be stopped out of hours, by aks/off-hours.sh. Not for one that people rely on.')
param offHours bool = false

@description('Makes the application gateway. false once it is there: its listeners, rules and probes belong to the ingress controller, and making it again would take them away. deploy.sh looks and says so.')
param makeIngress bool = true

@description('Instances of the application gateway.')
param ingressMinimum int = 2
param ingressMaximum int = 10

param operatorAddresses array = []
param operatorPrincipalIds array = []
param alertEmails array = []
param errorsPerFiveMinutes int = 10
param networkBytesPerQuarter int = 50000000000
param redisSku string = 'Balanced_B1'
param sqlServiceObjective string = 'S2'
param sqlTier string = 'Standard'
param sqlZoneRedundant bool = false

@description('Administrator of the SQL server. No service logs in as it.')
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

@description('Certificate and key as PKCS #12 in base64, without a password. Where the application gateway is made, the vault holds it or it is given.')
@secure()
param tlsPfx string = ''

var tags = {
  suite: 'gait'
  installation: name
  part: 'aks'
}
var zones = [ '1', '2', '3' ]
var ingressName = '${name}-ingress'
var ingressId = resourceId('Microsoft.Network/applicationGateways', ingressName)
// Pods have addresses of their own (overlay), for which the ingress wants a subnet of this size.
var ingressPrefix = '10.40.16.0/24'
// As the annotation appgw-ssl-certificate of deploy/kubernetes calls it.
var certificateName = 'gait'
// Of the suite in deploy/kubernetes.
var namespace = 'gait'
var networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7'
var reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'

module network '../modules/network.bicep' = {
  name: '${name}-network'
  params: {
    name: name
    location: location
    tags: tags
    workloadPrefix: '10.40.0.0/20'
    ingressPrefix: ingressPrefix
    natGateway: true
  }
}

// As which the application gateway reads its certificate.
resource ingressIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-ingress-identity'
  location: location
  tags: tags
}

module foundation '../modules/foundation.bicep' = {
  name: '${name}-foundation'
  params: {
    name: name
    location: location
    tags: tags
    subnetIds: [ network.outputs.workloadSubnetId ]
    ingressSubnetId: network.outputs.ingressSubnetId
    certificateReaderPrincipalIds: [ ingressIdentity.properties.principalId ]
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
    tlsPfx: tlsPfx
  }
}

module clusterIdentity '../modules/identity.bicep' = {
  name: '${name}-cluster-identity'
  params: {
    name: '${name}-cluster'
    location: location
    tags: tags
  }
}

module clusterRoles '../modules/roles.bicep' = {
  name: '${name}-cluster-roles'
  params: {
    principalId: clusterIdentity.outputs.principalId
    roles: [ networkContributor ]
    identityId: clusterIdentity.outputs.id
  }
}

resource ingressAddress 'Microsoft.Network/publicIPAddresses@2025-05-01' = {
  name: '${ingressName}-ip'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  zones: zones
  properties: {
    publicIPAllocationMethod: 'Static'
    dnsSettings: {
      domainNameLabel: toLower('${name}-${uniqueString(resourceGroup().id, name)}')
    }
  }
}

resource firewall 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies@2025-05-01' = {
  name: '${name}-waf'
  location: location
  tags: tags
  properties: {
    policySettings: {
      state: 'Enabled'
      mode: 'Prevention'
      requestBodyCheck: true
      requestBodyInspectLimitInKB: 128
      // A video is a body of up to 2 GiB, which the firewall's limits would refuse; the gateway has its own, and says which.
      requestBodyEnforcement: false
      fileUploadEnforcement: false
    }
    managedRules: {
      managedRuleSets: [
        {
          ruleSetType: 'Microsoft_DefaultRuleSet'
          ruleSetVersion: '2.1'
        }
        {
          ruleSetType: 'Microsoft_BotManagerRuleSet'
          ruleSetVersion: '1.1'
        }
      ]
    }
  }
}

// What stands here makes the application gateway start; afterwards the ingress controller writes listeners, rules and probes.
resource ingress 'Microsoft.Network/applicationGateways@2025-05-01' = if (makeIngress) {
  name: ingressName
  location: location
  tags: tags
  zones: zones
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${ingressIdentity.id}': {}
    }
  }
  properties: {
    sku: {
      name: 'WAF_v2'
      tier: 'WAF_v2'
    }
    autoscaleConfiguration: {
      minCapacity: ingressMinimum
      maxCapacity: ingressMaximum
    }
    firewallPolicy: { id: firewall.id }
    enableHttp2: true
    sslPolicy: {
      policyType: 'Predefined'
      policyName: 'AppGwSslPolicy20220101'
    }
    globalConfiguration: {
      // The firewall reads the beginning of a request, so that has to be buffered; event streams must not be.
      enableRequestBuffering: true
      enableResponseBuffering: false
    }
    gatewayIPConfigurations: [
      {
        name: 'subnet'
        properties: {
          subnet: { id: network.outputs.ingressSubnetId }
        }
      }
    ]
    frontendIPConfigurations: [
      {
        name: 'public'
        properties: {
          publicIPAddress: { id: ingressAddress.id }
        }
      }
    ]
    frontendPorts: [
      {
        name: 'http'
        properties: { port: 80 }
      }
    ]
    sslCertificates: [
      {
        name: certificateName
        // Without a version, so that a renewed certificate is taken up within hours.
        properties: { keyVaultSecretId: '${foundation.outputs.vaultUri}secrets/tls-pfx' }
      }
    ]
    backendAddressPools: [
      { name: 'gateway' }
    ]
    probes: [
      {
        name: 'health'
        properties: {
          protocol: 'Http'
          host: '127.0.0.1'
          path: '/health'
          port: 8080
          interval: 5
          timeout: 3
          unhealthyThreshold: 2
        }
      }
    ]
    backendHttpSettingsCollection: [
      {
        name: 'gateway'
        properties: {
          port: 8080
          protocol: 'Http'
          cookieBasedAffinity: 'Disabled'
          // As long as the gateway lets a request be silent. The ingress's annotation request-timeout says the same.
          requestTimeout: 600
          connectionDraining: {
            enabled: true
            drainTimeoutInSec: 40
          }
          probe: { id: resourceId('Microsoft.Network/applicationGateways/probes', ingressName, 'health') }
        }
      }
    ]
    httpListeners: [
      {
        name: 'http'
        properties: {
          protocol: 'Http'
          frontendIPConfiguration: { id: resourceId('Microsoft.Network/applicationGateways/frontendIPConfigurations', ingressName, 'public') }
          frontendPort: { id: resourceId('Microsoft.Network/applicationGateways/frontendPorts', ingressName, 'http') }
        }
      }
    ]
    requestRoutingRules: [
      {
        name: 'gateway'
        properties: {
          ruleType: 'Basic'
          priority: 100
          httpListener: { id: resourceId('Microsoft.Network/applicationGateways/httpListeners', ingressName, 'http') }
          backendAddressPool: { id: resourceId('Microsoft.Network/applicationGateways/backendAddressPools', ingressName, 'gateway') }
          backendHttpSettings: { id: resourceId('Microsoft.Network/applicationGateways/backendHttpSettingsCollection', ingressName, 'gateway') }
        }
      }
    ]
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2026-03-01' = {
  name: '${name}-aks'
  location: location
  // Without this tag off-hours.sh refuses to stop it.
  tags: offHours ? union(tags, { offHours: 'true' }) : tags
  sku: {
    name: 'Base'
    tier: 'Standard'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${clusterRoles.outputs.identityId}': {}
    }
  }
  properties: {
    dnsPrefix: name
    kubernetesVersion: empty(kubernetesVersion) ? null : kubernetesVersion
    enableRBAC: true
    disableLocalAccounts: true
    aadProfile: {
      managed: true
      enableAzureRBAC: true
      adminGroupObjectIDs: administratorGroupIds
    }
    apiServerAccessProfile: empty(apiFrom) ? null : {
      authorizedIPRanges: apiFrom
    }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        type: 'VirtualMachineScaleSets'
        osType: 'Linux'
        vmSize: systemSize
        availabilityZones: zones
        enableAutoScaling: true
        count: systemMinimum
        minCount: systemMinimum
        maxCount: systemMaximum
        vnetSubnetID: network.outputs.workloadSubnetId
        nodeTaints: [ 'CriticalAddonsOnly=true:NoSchedule' ]
        upgradeSettings: {
          maxSurge: '33%'
        }
      }
      {
        name: 'user'
        mode: 'User'
        type: 'VirtualMachineScaleSets'
        osType: 'Linux'
        vmSize: userSize
        availabilityZones: zones
        enableAutoScaling: true
        count: userMinimum
        minCount: userMinimum
        maxCount: userMaximum
        vnetSubnetID: network.outputs.workloadSubnetId
        upgradeSettings: {
          maxSurge: '33%'
          // A pod may take 40 s to end; its disruption budget may make it wait for others.
          drainTimeoutInMinutes: 30
        }
      }
      {
        name: 'spot'
        mode: 'User'
        type: 'VirtualMachineScaleSets'
        osType: 'Linux'
        vmSize: spotSize
        availabilityZones: zones
        enableAutoScaling: true
        count: 0
        minCount: 0
        maxCount: spotMaximum
        vnetSubnetID: network.outputs.workloadSubnetId
        scaleSetPriority: 'Spot'
        scaleSetEvictionPolicy: 'Delete'
        // Never evicted for the price, only for room.
        spotMaxPrice: json('-1')
        nodeLabels: {
          'kubernetes.azure.com/scalesetpriority': 'spot'
        }
        nodeTaints: [ 'kubernetes.azure.com/scalesetpriority=spot:NoSchedule' ]
      }
    ]
    autoScalerProfile: {
      expander: 'least-waste'
      'scale-down-unneeded-time': '10m'
      'max-graceful-termination-sec': '60'
    }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      loadBalancerSku: 'standard'
      outboundType: 'userAssignedNATGateway'
      podCidr: '10.244.0.0/16'
      serviceCidr: '10.245.0.0/16'
      dnsServiceIP: '10.245.0.10'
    }
    oidcIssuerProfile: { enabled: true }
    securityProfile: {
      workloadIdentity: { enabled: true }
      imageCleaner: {
        enabled: true
        intervalHours: 48
      }
    }
    workloadAutoScalerProfile: {
      keda: { enabled: true }
    }
    autoUpgradeProfile: {
      upgradeChannel: 'patch'
      nodeOSUpgradeChannel: 'NodeImage'
    }
    addonProfiles: {
      azureKeyvaultSecretsProvider: {
        enabled: true
        config: {
          enableSecretRotation: 'true'
          rotationPollInterval: '2m'
        }
      }
      ingressApplicationGateway: {
        enabled: true
        config: {
          applicationGatewayId: ingressId
        }
      }
      omsagent: {
        enabled: true
        config: {
          logAnalyticsWorkspaceResourceID: foundation.outputs.workspaceId
          useAADAuth: 'true'
        }
      }
    }
    // Managed Prometheus, which deploy/kubernetes tells what to ask (components/managed-prometheus).
    azureMonitorProfile: {
      metrics: { enabled: true }
    }
  }
  dependsOn: [ ingress ]
}

module collection 'collection.bicep' = {
  name: '${name}-collection'
  params: {
    name: name
    location: location
    tags: tags
    clusterName: cluster.name
    workspaceId: foundation.outputs.workspaceId
  }
}

// Upgrades that Azure makes by itself come at night, one kind after the other.
resource upgradeTime 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations@2026-03-01' = {
  name: '${cluster.name}/aksManagedAutoUpgradeSchedule'
  properties: {
    maintenanceWindow: {
      schedule: {
        weekly: {
          intervalWeeks: 1
          dayOfWeek: 'Tuesday'
        }
      }
      durationHours: 4
      startTime: '01:00'
    }
  }
}
resource nodeUpgradeTime 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations@2026-03-01' = {
  name: '${cluster.name}/aksManagedNodeOSUpgradeSchedule'
  properties: {
    maintenanceWindow: {
      schedule: {
        weekly: {
          intervalWeeks: 1
          dayOfWeek: 'Thursday'
        }
      }
      durationHours: 4
      startTime: '01:00'
    }
  }
}

// Each service is an identity of its own, which may read that service's secrets alone. Names of service accounts are those of
// deploy/kubernetes.
module gatewayPods 'federation.bicep' = {
  name: '${name}-gateway-pods'
  params: {
    identityName: last(split(foundation.outputs.gatewayIdentityId, '/'))
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    namespace: namespace
    serviceAccounts: [ 'gateway' ]
  }
}
module sessionPods 'federation.bicep' = {
  name: '${name}-session-pods'
  params: {
    identityName: last(split(foundation.outputs.sessionsIdentityId, '/'))
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    namespace: namespace
    serviceAccounts: [ 'session-service' ]
  }
}
module analysisPods 'federation.bicep' = {
  name: '${name}-analysis-pods'
  params: {
    identityName: last(split(foundation.outputs.analysesIdentityId, '/'))
    issuer: cluster.properties.oidcIssuerProfile.issuerURL
    namespace: namespace
    serviceAccounts: [ 'analysis-api', 'analysis-worker' ]
  }
}

module nodesMayPull '../modules/roles.bicep' = {
  name: '${name}-nodes-roles'
  params: {
    principalId: cluster.properties.identityProfile.kubeletidentity.objectId
    roles: [ acrPull ]
  }
}

module ingressRoles '../modules/roles.bicep' = {
  name: '${name}-ingress-roles'
  params: {
    principalId: cluster.properties.addonProfiles.ingressApplicationGateway.identity.objectId
    roles: [ networkContributor, reader ]
  }
}

// The ingress controller writes the whole application gateway, and with it which identity that has.
var identityOperator = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'f1a07417-d97a-45cb-824c-7a7467783830')
resource ingressMayAssign 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(ingressIdentity.id, 'ingress-controller', identityOperator)
  scope: ingressIdentity
  properties: {
    roleDefinitionId: identityOperator
    principalId: cluster.properties.addonProfiles.ingressApplicationGateway.identity.objectId
    principalType: 'ServicePrincipal'
  }
}

module alerts '../modules/alerts.bicep' = {
  name: '${name}-alerts'
  params: {
    name: name
    location: location
    tags: tags
    actionGroupId: foundation.outputs.actionGroupId
    clusterId: cluster.id
    applicationGatewayId: ingressId
    errorsPerFiveMinutes: errorsPerFiveMinutes
    networkBytesPerQuarter: networkBytesPerQuarter
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
    vaultId: foundation.outputs.vaultId
    workspaceId: foundation.outputs.workspaceId
    platform: 'aks'
  }
  dependsOn: [ ingress ]
}

module diagnostics '../modules/diagnostics.bicep' = {
  name: '${name}-diagnostics'
  params: {
    workspaceId: foundation.outputs.workspaceId
    applicationGatewayId: ingressId
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    vaultId: foundation.outputs.vaultId
  }
  dependsOn: [ ingress ]
}

module dashboard '../modules/dashboard.bicep' = {
  name: '${name}-dashboard'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: foundation.outputs.workspaceId
    platform: 'aks'
    clusterId: cluster.id
    applicationGatewayId: ingressId
    sqlDatabaseIds: [ foundation.outputs.sqlAccountsId, foundation.outputs.sqlAnalysesId ]
    redisId: foundation.outputs.redisId
    storageId: foundation.outputs.storageId
  }
}

// What deploy/kubernetes wants to be told; aks/connect.sh writes it there.
output cluster string = cluster.name
output host string = ingressAddress.properties.dnsSettings.fqdn
output registry string = foundation.outputs.registryServer
output vault string = foundation.outputs.vaultName
output tenantId string = subscription().tenantId
output gatewayIdentityClientId string = foundation.outputs.gatewayIdentityClientId
output sessionsIdentityClientId string = foundation.outputs.sessionsIdentityClientId
output analysesIdentityClientId string = foundation.outputs.analysesIdentityClientId
output certificate string = certificateName
output firewallPolicyId string = firewall.id
output entranceSubnet string = ingressPrefix
output sqlAccountsUrl string = foundation.outputs.sqlAccountsUrl
output sqlAnalysesUrl string = foundation.outputs.sqlAnalysesUrl
output sqlSessionsUser string = foundation.outputs.sqlSessionsUser
output sqlAnalysesUser string = foundation.outputs.sqlAnalysesUser
output blobEndpoint string = foundation.outputs.blobEndpoint

// For people.
output redisAddress string = foundation.outputs.redisAddress
output metricsEndpoint string = collection.outputs.metricsEndpoint
