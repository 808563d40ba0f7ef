// Made by scripts/custom-resource-schemas.mjs from imports/crds/bitnami.com.json. Do not edit: run npm run schemas.
/** The kinds of bitnami.com with the number of their schema, and all schemas; a number stands for the schema of that place. */
export const definitions = `{"kinds":{"bitnami.com/v1alpha1 SealedSecret":6},"schemas":[
{"type":"object","additionalProperties":{"type":"string"}},
{"type":"array","items":{"type":"string"}},
{"type":"object","x-kubernetes-preserve-unknown-fields":true,"properties":{"annotations":0,"finalizers":1,"labels":0,"name":{"type":"string"},"namespace":{"type":"string"}}},
{"type":"object","properties":{"data":0,"immutable":{"type":"boolean"},"metadata":2,"type":{"type":"string"}}},
{"type":"object","required":["encryptedData"],"properties":{"data":{"type":"string"},"encryptedData":0,"template":3}},
{"type":"object","x-kubernetes-preserve-unknown-fields":true},
{"type":"object","required":["spec"],"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object"},"spec":4,"status":5}}
]}`;
