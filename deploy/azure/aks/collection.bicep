// What is collected from the cluster: logs of pods and events (Container Insights), the suite's own metrics (Azure Monitor's managed
// Prometheus), and what the cluster writes down of itself. The add-ons alone collect nothing: a rule that is associated with the
// cluster says what goes where.

param name string
param location string
param tags object

param clusterName string
param workspaceId string

var logStreams = [ 'Microsoft-ContainerInsights-Group-Default' ]
var metricStreams = [ 'Microsoft-PrometheusMetrics' ]

resource cluster 'Microsoft.ContainerService/managedClusters@2026-03-01' existing = {
  name: clusterName
}

resource logs 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${name}-container-logs'
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataSources: {
      extensions: [
        {
          name: 'ContainerInsightsExtension'
          extensionName: 'ContainerInsights'
          streams: logStreams
          extensionSettings: {
            dataCollectionSettings: {
              interval: '1m'
              namespaceFilteringMode: 'Off'
              // Logs come as ContainerLogV2, whose LogMessage holds a service's line of JSON.
              enableContainerLogV2: true
            }
          }
        }
      ]
    }
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspaceId
        }
      ]
    }
    dataFlows: [
      {
        streams: logStreams
        destinations: [ 'workspace' ]
      }
    ]
  }
}

// The agent looks for this name.
resource logsOfTheCluster 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  name: 'ContainerInsightsExtension'
  scope: cluster
  properties: {
    description: 'Without it the cluster sends no logs.'
    dataCollectionRuleId: logs.id
  }
}

resource metrics 'Microsoft.Monitor/accounts@2023-04-03' = {
  name: '${name}-metrics'
  location: location
  tags: tags
}

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2023-03-11' = {
  name: take('${name}-metrics', 44)
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    networkAcls: { publicNetworkAccess: 'Enabled' }
  }
}

resource prometheus 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${name}-prometheus'
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataCollectionEndpointId: endpoint.id
    dataSources: {
      prometheusForwarder: [
        {
          name: 'PrometheusDataSource'
          streams: metricStreams
          labelIncludeFilter: {}
        }
      ]
    }
    destinations: {
      monitoringAccounts: [
        {
          name: 'metrics'
          accountResourceId: metrics.id
        }
      ]
    }
    dataFlows: [
      {
        streams: metricStreams
        destinations: [ 'metrics' ]
      }
    ]
  }
}

resource metricsOfTheCluster 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = {
  name: '${name}-prometheus'
  scope: cluster
  properties: {
    description: 'Without it the cluster sends no metrics.'
    dataCollectionRuleId: prometheus.id
  }
}

// Who changed what, who was let in, and why a node came or went. The full audit (kube-audit) is ten times as much and left out.
resource control 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: '${name}-logs'
  scope: cluster
  properties: {
    workspaceId: workspaceId
    logs: [for category in [ 'kube-audit-admin', 'guard', 'cluster-autoscaler' ]: {
      category: category
      enabled: true
    }]
  }
}

@description('Where Grafana and PromQL ask for the metrics.')
output metricsEndpoint string = metrics.properties.metrics.prometheusQueryEndpoint
