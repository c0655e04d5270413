/** Kinds that the schema behind shapes.gen.ts does not have, in the same notation. */
export const SHAPES_BY_HAND: Readonly<Record<string, string>> = {
  /** What is known of an object of a kind without a schema. */
  ObjectWithMetadata: 'metadata:ObjectMeta',
  networking_v1_Ingress: 'apiVersion:s kind:s metadata:ObjectMeta spec:networking_v1_IngressSpec status:o',
  networking_v1_IngressSpec:
    'defaultBackend:networking_v1_IngressBackend ingressClassName:s rules:[]networking_v1_IngressRule tls:[]networking_v1_IngressTLS',
  networking_v1_IngressBackend: 'resource:TypedLocalObjectReference service:networking_v1_IngressServiceBackend',
  networking_v1_IngressServiceBackend: 'name:s port:networking_v1_ServiceBackendPort',
  networking_v1_ServiceBackendPort: 'name:s number:i',
  networking_v1_IngressRule: 'host:s http:networking_v1_HTTPIngressRuleValue',
  networking_v1_HTTPIngressRuleValue: 'paths:[]networking_v1_HTTPIngressPath',
  networking_v1_HTTPIngressPath: 'backend:networking_v1_IngressBackend path:s pathType:s=v1.PathType',
  networking_v1_IngressTLS: 'hosts:[]s secretName:s',
  networking_v1_IngressClass: 'apiVersion:s kind:s metadata:ObjectMeta spec:networking_v1_IngressClassSpec',
  networking_v1_IngressClassSpec: 'controller:s parameters:networking_v1_IngressClassParametersReference',
  networking_v1_IngressClassParametersReference: 'apiGroup:s kind:s name:s namespace:s scope:s',
  networking_v1_NetworkPolicy: 'apiVersion:s kind:s metadata:ObjectMeta spec:networking_v1_NetworkPolicySpec',
  networking_v1_NetworkPolicySpec:
    'egress:[]networking_v1_NetworkPolicyEgressRule ingress:[]networking_v1_NetworkPolicyIngressRule podSelector:LabelSelector policyTypes:[]s',
  networking_v1_NetworkPolicyEgressRule: 'ports:[]networking_v1_NetworkPolicyPort to:[]networking_v1_NetworkPolicyPeer',
  networking_v1_NetworkPolicyIngressRule:
    'from:[]networking_v1_NetworkPolicyPeer ports:[]networking_v1_NetworkPolicyPort',
  networking_v1_NetworkPolicyPeer:
    'ipBlock:networking_v1_IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector',
  networking_v1_NetworkPolicyPort: 'endPort:i port:x protocol:s=v1.Protocol',
  networking_v1_IPBlock: 'cidr:s except:[]s',
  rbac_v1_Role: 'apiVersion:s kind:s metadata:ObjectMeta rules:[]rbac_v1_PolicyRule',
  rbac_v1_ClusterRole:
    'aggregationRule:rbac_v1_AggregationRule apiVersion:s kind:s metadata:ObjectMeta rules:[]rbac_v1_PolicyRule',
  rbac_v1_AggregationRule: 'clusterRoleSelectors:[]LabelSelector',
  rbac_v1_PolicyRule: 'apiGroups:[]s nonResourceURLs:[]s resourceNames:[]s resources:[]s verbs:[]s',
  rbac_v1_RoleBinding: 'apiVersion:s kind:s metadata:ObjectMeta roleRef:rbac_v1_RoleRef subjects:[]rbac_v1_Subject',
  rbac_v1_RoleRef: 'apiGroup:s kind:s name:s',
  rbac_v1_Subject: 'apiGroup:s kind:s name:s namespace:s',
  admissionregistration_v1_ValidatingWebhookConfiguration:
    'apiVersion:s kind:s metadata:ObjectMeta webhooks:[]admissionregistration_v1_ValidatingWebhook',
  admissionregistration_v1_MutatingWebhookConfiguration:
    'apiVersion:s kind:s metadata:ObjectMeta webhooks:[]admissionregistration_v1_MutatingWebhook',
  admissionregistration_v1_ValidatingWebhook:
    'admissionReviewVersions:[]s clientConfig:admissionregistration_v1_WebhookClientConfig failurePolicy:s matchConditions:[]admissionregistration_v1_MatchCondition matchPolicy:s name:s namespaceSelector:LabelSelector objectSelector:LabelSelector rules:[]admissionregistration_v1_RuleWithOperations sideEffects:s timeoutSeconds:i',
  admissionregistration_v1_MutatingWebhook:
    'admissionReviewVersions:[]s clientConfig:admissionregistration_v1_WebhookClientConfig failurePolicy:s matchConditions:[]admissionregistration_v1_MatchCondition matchPolicy:s name:s namespaceSelector:LabelSelector objectSelector:LabelSelector reinvocationPolicy:s rules:[]admissionregistration_v1_RuleWithOperations sideEffects:s timeoutSeconds:i',
  admissionregistration_v1_WebhookClientConfig: 'caBundle:y service:admissionregistration_v1_ServiceReference url:s',
  admissionregistration_v1_ServiceReference: 'name:s namespace:s path:s port:i',
  admissionregistration_v1_MatchCondition: 'expression:s name:s',
  admissionregistration_v1_RuleWithOperations:
    'apiGroups:[]s apiVersions:[]s operations:[]s resources:[]s scope:s=v1.ScopeType',
  Endpoints: 'apiVersion:s kind:s metadata:ObjectMeta subsets:[]EndpointSubset',
  EndpointSubset: 'addresses:[]EndpointAddress notReadyAddresses:[]EndpointAddress ports:[]EndpointPort',
  EndpointAddress: 'hostname:s ip:s nodeName:s targetRef:ObjectReference',
  EndpointPort: 'appProtocol:s name:s port:i protocol:s=v1.Protocol',
  discovery_v1_EndpointSlice:
    'addressType:s apiVersion:s endpoints:[]discovery_v1_Endpoint kind:s metadata:ObjectMeta ports:[]discovery_v1_EndpointPort',
  discovery_v1_Endpoint:
    'addresses:[]s conditions:discovery_v1_EndpointConditions deprecatedTopology:{}s hints:o hostname:s nodeName:s targetRef:ObjectReference zone:s',
  discovery_v1_EndpointConditions: 'ready:b serving:b terminating:b',
  discovery_v1_EndpointPort: 'appProtocol:s name:s port:i protocol:s=v1.Protocol',
  ReplicationController: 'apiVersion:s kind:s metadata:ObjectMeta spec:ReplicationControllerSpec status:o',
  ReplicationControllerSpec: 'minReadySeconds:i replicas:i selector:{}s template:PodTemplateSpec',
  autoscaling_v1_HorizontalPodAutoscaler:
    'apiVersion:s kind:s metadata:ObjectMeta spec:autoscaling_v1_HorizontalPodAutoscalerSpec status:o',
  autoscaling_v1_HorizontalPodAutoscalerSpec:
    'maxReplicas:i minReplicas:i scaleTargetRef:autoscaling_v2_CrossVersionObjectReference targetCPUUtilizationPercentage:i',
}

/** Their definitions, by version and kind. */
export const KINDS_BY_HAND: Readonly<Record<string, string>> = {
  'networking.k8s.io/v1 Ingress': 'networking_v1_Ingress',
  'networking.k8s.io/v1 IngressClass': 'networking_v1_IngressClass',
  'networking.k8s.io/v1 NetworkPolicy': 'networking_v1_NetworkPolicy',
  'rbac.authorization.k8s.io/v1 Role': 'rbac_v1_Role',
  'rbac.authorization.k8s.io/v1 ClusterRole': 'rbac_v1_ClusterRole',
  'rbac.authorization.k8s.io/v1 RoleBinding': 'rbac_v1_RoleBinding',
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': 'rbac_v1_RoleBinding',
  'admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration':
    'admissionregistration_v1_ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1 MutatingWebhookConfiguration':
    'admissionregistration_v1_MutatingWebhookConfiguration',
  'v1 Endpoints': 'Endpoints',
  'discovery.k8s.io/v1 EndpointSlice': 'discovery_v1_EndpointSlice',
  'v1 ReplicationController': 'ReplicationController',
  'autoscaling/v1 HorizontalPodAutoscaler': 'autoscaling_v1_HorizontalPodAutoscaler',
}
