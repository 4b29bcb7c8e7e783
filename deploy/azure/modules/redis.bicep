// Azure Managed Redis: sessions and the queue. Its address with the access key goes straight into Key Vault.

param name string
param location string
param tags object

@description('Balanced_B1 has 1 GB, about what Standard C1 of the former Azure Cache for Redis had. Move up when more than 70 % is used.')
param sku string = 'Balanced_B1'

@description('Vault that takes the secrets redis-url and redis-password.')
param vaultName string

resource redis 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: '${name}-redis'
  location: location
  tags: tags
  sku: { name: sku }
  properties: {
    minimumTlsVersion: '1.2'
    // A replica in another zone takes over. Without it, a patch of the platform empties sessions.
    highAvailability: 'Enabled'
    // This service has no rules for subnets, and a private endpoint wants a private DNS zone: TLS and the access key guard it.
    publicNetworkAccess: 'Enabled'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  name: '${redis.name}/default'
  properties: {
    clientProtocol: 'Encrypted'
    port: 10000
    // KEDA's scaler for streams speaks to one server, and the nodes of an OSSCluster are known by addresses that their certificates do not
    // name. Up to 25 GB are possible this way.
    clusteringPolicy: 'NoCluster'
    // An evicted session is a logout, an evicted queue entry a delay: say that memory is full instead.
    evictionPolicy: 'NoEviction'
    persistence: {
      aofEnabled: true
      aofFrequency: '1s'
    }
    accessKeysAuthentication: 'Enabled'
  }
}

resource url 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  name: '${vaultName}/redis-url'
  properties: {
    // An access key may hold characters that end a URL's password.
    value: 'rediss://:${uriComponent(database.listKeys().primaryKey)}@${redis.properties.hostName}:10000/0'
  }
}

// For KEDA's scaler, which takes address and password apart.
resource password 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = {
  name: '${vaultName}/redis-password'
  properties: {
    value: database.listKeys().primaryKey
  }
}

output id string = redis.id
output address string = '${redis.properties.hostName}:10000'
