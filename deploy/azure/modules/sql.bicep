// Azure SQL: accounts (session-service) and analyses (analysis-service), each S2.

param name string
param location string
param tags object

@description('Subnets from which the server answers.')
param subnetIds array

@description('Addresses of operators (CIDR) from which it answers too: for sql-users.sh. Nobody else reaches it.')
param operatorAddresses array = []

@description('Who makes the users of the services. No service logs in as this one.')
param administrator string = 'gait'

@secure()
param administratorPassword string

@description('Service objective of both databases, tier Standard.')
param serviceObjective string = 'S2'

@description('Copies in several zones. The tier Standard (S2) cannot; set it with a Premium or vCore objective.')
param zoneRedundant bool = false

param tier string = 'Standard'

// The order of the outputs below.
var databaseNames = [ 'accounts', 'analyses' ]

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: '${name}-sql'
  location: location
  tags: tags
  properties: {
    administratorLogin: administrator
    administratorLoginPassword: administratorPassword
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    version: '12.0'
  }
}

resource fromSubnets 'Microsoft.Sql/servers/virtualNetworkRules@2023-08-01' = [for (subnet, i) in subnetIds: {
  name: '${server.name}/subnet-${i}'
  properties: {
    virtualNetworkSubnetId: subnet
    ignoreMissingVnetServiceEndpoint: true
  }
}]

// Named after the addresses. One that is taken out of operatorAddresses keeps its rule until somebody deletes it.
resource fromOperators 'Microsoft.Sql/servers/firewallRules@2023-08-01' = [for address in operatorAddresses: {
  name: '${server.name}/operators-${replace(address, '/', '-')}'
  properties: {
    startIpAddress: parseCidr(contains(address, '/') ? address : '${address}/32').network
    endIpAddress: parseCidr(contains(address, '/') ? address : '${address}/32').broadcast
  }
}]

resource databases 'Microsoft.Sql/servers/databases@2023-08-01' = [for database in databaseNames: {
  name: '${server.name}/${database}'
  location: location
  tags: tags
  sku: {
    name: serviceObjective
    tier: tier
  }
  properties: {
    // The suite compares text as SQL Server's usual collation does; a binary one would tell logins by case.
    collation: 'SQL_Latin1_General_CP1_CI_AS'
    zoneRedundant: zoneRedundant
    requestedBackupStorageRedundancy: 'Zone'
  }
}]

// 35 days is the most of the tier Standard. These backups outlive an erasure: count them as part of the retention.
resource backups 'Microsoft.Sql/servers/databases/backupShortTermRetentionPolicies@2023-08-01' = [for i in range(0, length(databaseNames)): {
  name: '${databases[i].name}/default'
  properties: {
    retentionDays: 35
  }
}]

output id string = server.id
output host string = server.properties.fullyQualifiedDomainName
output user string = administrator
output accountsId string = databases[0].id
output analysesId string = databases[1].id
output accountsUrl string = 'jdbc:sqlserver://${server.properties.fullyQualifiedDomainName}:1433;databaseName=accounts;encrypt=true;loginTimeout=15'
output analysesUrl string = 'jdbc:sqlserver://${server.properties.fullyQualifiedDomainName}:1433;databaseName=analyses;encrypt=true;loginTimeout=15'
